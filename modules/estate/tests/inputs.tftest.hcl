mock_provider "codeartifact" {
  mock_resource "codeartifact_domain" {
    defaults = {
      arn   = "arn:aws:codeartifact:eu-west-1:111122223333:domain/main"
      owner = "111122223333"
    }
  }

  mock_resource "codeartifact_repository" {
    defaults = {
      arn      = "arn:aws:codeartifact:eu-west-1:111122223333:repository/main/libraries"
      endpoint = "https://main-111122223333.d.codeartifact.eu-west-1.amazonaws.com/{format}/libraries/"
    }
  }
}

variables {
  domain  = "main"
  mirrors = { npm-store = "public:npmjs" }
  shared  = { libraries = {} }
}

run "a_shared_repository_searches_the_mirrors" {
  assert {
    condition     = codeartifact_repository.shared["libraries"].upstreams == tolist(["npm-store"])
    error_message = "The shared repository does not search the mirrors."
  }

  assert {
    condition     = strcontains(output.client_files["libraries"][".npmrc"], "/npm/libraries/")
    error_message = "The .npmrc names another repository."
  }
}

run "without_a_diagram_no_repository_is_read" {
  variables {
    graph = false
  }

  assert {
    condition     = length(data.codeartifact_domain_graph.this) == 0 && output.graph == null
    error_message = "The diagram is there."
  }
}

# An input that another one is checked against must be right itself.
run "wrong_mirrors_are_named" {
  command = plan

  variables {
    domain  = "Main"
    mirrors = { npm-store = "npmjs" }
  }

  expect_failures = [var.domain, var.mirrors]
}

run "wrong_shared_repositories_are_named" {
  command = plan

  variables {
    shared = { libraries = { upstreams = ["maven-store"] } }
  }

  expect_failures = [var.shared]
}

run "wrong_team_repositories_are_named" {
  command = plan

  variables {
    teams = { libraries = {} }
  }

  expect_failures = [var.teams]
}

run "wrong_patterns_and_grants_are_named" {
  command = plan

  variables {
    internal = { "npm" = ["libraries"] }
    grants   = { ci = { access = "write", principals = ["111122223333"] } }
  }

  expect_failures = [var.internal, var.grants]
}
