mock_provider "aws" {}

mock_provider "codeartifact" {
  mock_resource "codeartifact_domain" {
    defaults = {
      owner            = "111122223333"
      repository_count = 3
    }
  }
}

override_resource {
  target = codeartifact_repository.npm
  values = {
    arn      = "arn:aws:codeartifact:eu-west-1:111122223333:repository/main/npm"
    upstream = [{ repository_name = "store" }]
  }
}

run "main" {
  assert {
    condition     = codeartifact_domain.main.owner == "111122223333"
    error_message = "The owner is another one."
  }
}
