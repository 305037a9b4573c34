terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_codeartifact_domain" "main" {
  domain = "main"
}

resource "aws_codeartifact_repository" "npm" {
  domain     = aws_codeartifact_domain.main.domain
  repository = "npm"
}
