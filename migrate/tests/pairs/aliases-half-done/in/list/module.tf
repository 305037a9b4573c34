terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.mirror, aws.other]
    }
    codeartifact = {
      source                = "seed-codeartifact/codeartifact"
      configuration_aliases = [codeartifact.other]
    }
  }
}

resource "aws_codeartifact_domain" "main" {
  provider = aws.mirror
  domain   = "main"
}

resource "aws_codeartifact_domain" "other" {
  provider = aws.other
  domain   = "other"
}
