terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.domains]
    }
    codeartifact = {
      source                = "seed-codeartifact/codeartifact"
      version               = "~> 0.1"
      configuration_aliases = [codeartifact.domains]
    }
  }
}

resource "codeartifact_domain" "main" {
  provider = codeartifact.domains
  domain   = "main"
}

data "codeartifact_domain" "main" {
  provider = codeartifact.domains
  domain   = codeartifact_domain.main.domain
}

resource "aws_s3_bucket" "main" {
  bucket = "main"
}

output "domain" {
  value = codeartifact_domain.main.domain
}
