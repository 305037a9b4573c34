mock_provider "codeartifact" {
  source = "./"
}

run "ci_publishes_to_the_repository" {
  assert {
    condition     = strcontains(output.ci_policy, ":package/main/internal/*")
    error_message = "CI cannot publish to the repository."
  }

  assert {
    condition     = strcontains(output.ci_policy, "sts:GetServiceBearerToken")
    error_message = "CI gets no token."
  }
}

run "the_registry_is_the_repository" {
  assert {
    condition     = endswith(output.registry, "/npm/internal/")
    error_message = "The endpoint is another one."
  }
}

run "publishers_are_in_the_policy" {
  variables {
    publishers = ["arn:aws:iam::444455556666:role/build"]
  }

  assert {
    condition = jsondecode(
      codeartifact_repository_permissions_policy.internal.policy_document
    ).Statement[0].Principal.AWS == ["arn:aws:iam::444455556666:role/build"]
    error_message = "The policy names other publishers."
  }
}
