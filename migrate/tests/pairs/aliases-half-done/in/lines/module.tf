terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.mirror]
    }
    codeartifact = {
      source  = "seed-codeartifact/codeartifact"
      version = "~> 0.1" # as elsewhere
    }
  }
}

resource "aws_codeartifact_domain" "main" {
  provider = aws.mirror
  domain   = "main"
}
