# The root module that .github/workflows/drift.yml plans every night.

terraform {
  required_providers {
    codeartifact = {
      source  = "seed-codeartifact/codeartifact"
      version = "~> 0.1"
    }
  }

  # Add the backend that stores the state: without one, a workflow finds an empty state each time.
}

provider "codeartifact" {
  region = "eu-west-1"
}

resource "codeartifact_domain" "main" {
  domain = "main"
}

resource "codeartifact_repository" "internal" {
  domain      = codeartifact_domain.main.domain
  repository  = "internal"
  description = "Our own packages."
}
