terraform {
  required_providers {
    aws          = { source = "hashicorp/aws" }
    codeartifact = { source = "seed-codeartifact/codeartifact", version = "~> 0.1" }
  }
}

variable "domain" { type = string }

resource "codeartifact_domain" "main" {
  domain = var.domain
}

resource "codeartifact_repository" "this" {
  domain     = codeartifact_domain.main.domain
  repository = "npm"
  upstreams  = ["store"]
}
