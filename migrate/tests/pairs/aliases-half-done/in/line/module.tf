terraform {
  required_providers {
    aws          = { source = "hashicorp/aws", configuration_aliases = [aws.mirror, aws.unused] }
    codeartifact = { source = "seed-codeartifact/codeartifact" }
  }
}

resource "aws_codeartifact_domain" "main" {
  provider = aws.mirror
  domain   = "main"
}
