terraform {
  required_providers {
    aws          = { source = "hashicorp/aws", configuration_aliases = [aws.mirror, aws.unused] }
    codeartifact = { source = "seed-codeartifact/codeartifact", configuration_aliases = [codeartifact.mirror] }
  }
}

resource "codeartifact_domain" "main" {
  provider = codeartifact.mirror
  domain   = "main"
}
