terraform {
  required_providers {
    codeartifact = {
      source = "registry.terraform.io/seed-codeartifact/codeartifact"
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
