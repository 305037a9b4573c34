terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.domains]
    }
  }
}

resource "aws_codeartifact_domain" "main" {
  provider = aws.domains
  domain   = "main"
}

resource "aws_s3_bucket" "main" {
  bucket = "main"
}

output "domain" {
  value = aws_codeartifact_domain.main.domain
}
