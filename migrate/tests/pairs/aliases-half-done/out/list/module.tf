terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.mirror, aws.other]
    }
    codeartifact = {
      source                = "seed-codeartifact/codeartifact"
      configuration_aliases = [codeartifact.other, codeartifact.mirror]
    }
  }
}

resource "codeartifact_domain" "main" {
  provider = codeartifact.mirror
  domain   = "main"
}

resource "codeartifact_domain" "other" {
  provider = codeartifact.other
  domain   = "other"
}
