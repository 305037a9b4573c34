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

resource "codeartifact_repository" "quarantine" {
  domain      = codeartifact_domain.main.domain
  repository  = "quarantine"
  description = "What builds publish. Nothing is installed from here."
}

resource "codeartifact_repository" "production" {
  domain      = codeartifact_domain.main.domain
  repository  = "production"
  description = "What was checked. Only Terraform writes here."
}
