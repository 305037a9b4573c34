terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.mirror]
    }
    codeartifact = {
      source                = "seed-codeartifact/codeartifact"
      version               = "~> 0.1" # as elsewhere
      configuration_aliases = [codeartifact.mirror]
    }
  }
}

resource "codeartifact_domain" "main" {
  provider = codeartifact.mirror
  domain   = "main"
}
