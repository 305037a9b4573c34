# Creates everything: in an AWS account, or in the emulator (`codeartifact-emulator exec -- terraform test`).
variables {
  domain              = "estate-test"
  deletion_protection = false
  mirrors             = { npm-store = "public:npmjs", pypi-store = "public:pypi" }
  shared              = { libraries = {} }
  teams               = { web = {}, data = { upstreams = ["pypi-store", "libraries"] } }
  internal            = { "/npm/acme/*" = ["libraries"], "/pypi//acme~" = [] }
  grants = {
    everyone = { access = "read", principals = ["111122223333"] }
    ci       = { access = "publish", principals = ["111122223333"], repositories = ["libraries"] }
  }
}

run "repositories_search_in_their_order" {
  assert {
    condition     = codeartifact_repository.shared["libraries"].upstreams == tolist(["npm-store", "pypi-store"])
    error_message = "The shared repository does not search the mirrors."
  }

  assert {
    condition     = codeartifact_repository.team["data"].upstreams == tolist(["pypi-store", "libraries"])
    error_message = "The team repository searches in another order."
  }

  assert {
    condition     = codeartifact_repository.team["web"].upstreams == tolist(["libraries"])
    error_message = "The team repository does not search the shared ones."
  }

  assert {
    condition     = length(jsondecode(codeartifact_repository_permissions_policy.this["libraries"].policy_document).Statement) == 2
    error_message = "The shared repository has other grants."
  }

  assert {
    condition     = keys(output.endpoints) == ["data", "libraries", "web"]
    error_message = "There are other endpoints."
  }
}
