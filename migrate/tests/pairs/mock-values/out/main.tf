terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
    codeartifact = {
      source  = "seed-codeartifact/codeartifact"
      version = "~> 0.1"
    }
  }
}

resource "codeartifact_domain" "main" {
  domain = "main"
}

resource "codeartifact_repository" "npm" {
  domain     = codeartifact_domain.main.domain
  repository = "npm"
}
