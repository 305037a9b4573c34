terraform {
  required_providers {
    codeartifact = {
      source  = "seed-codeartifact/codeartifact"
      version = "~> 0.1"
    }
  }
}

resource "codeartifact_domain" "main" {
  domain = "main"
}

resource "codeartifact_repository" "archives" {
  domain      = codeartifact_domain.main.domain
  repository  = "archives"
  description = "Archives of Lambda functions."
}
