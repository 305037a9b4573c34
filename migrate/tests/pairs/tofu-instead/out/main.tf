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
