terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "domain" { type = string }

resource "aws_codeartifact_domain" "main" {
  domain = var.domain
}

resource "aws_codeartifact_repository" "this" {
  domain     = aws_codeartifact_domain.main.domain
  repository = "npm"
  upstream {
    repository_name = "store"
  }
}
