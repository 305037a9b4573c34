# The estate whose state is recorded beside `moves`, as it is written for hashicorp/aws.
provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = { stage = "prod" }
  }
}

locals {
  upstreams = ["shared", "store"]
}

resource "aws_codeartifact_domain" "main" {
  domain         = "main"
  encryption_key = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555"
  tags           = { team = "a" }
}

resource "aws_codeartifact_domain_permissions_policy" "main" {
  domain          = aws_codeartifact_domain.main.domain
  policy_revision = null
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "codeartifact:CreateRepository"
      Resource  = "*"
      Principal = { AWS = "111122223333" }
    }]
  })
}

resource "aws_codeartifact_repository" "store" {
  domain     = aws_codeartifact_domain.main.domain
  repository = "store"

  dynamic "external_connections" {
    for_each = length(local.upstreams) > 1 ? ["public:npmjs"] : []
    content {
      external_connection_name = external_connections.value
    }
  }
}

resource "aws_codeartifact_repository" "shared" {
  domain      = aws_codeartifact_domain.main.domain
  repository  = "shared"
  description = "Shared packages"
  tags        = { team = "a" }
}

resource "aws_codeartifact_repository" "npm" {
  domain      = aws_codeartifact_domain.main.domain
  repository  = "npm"
  description = "What builds use"

  upstream {
    repository_name = aws_codeartifact_repository.shared.repository
  }

  dynamic "upstream" {
    for_each = toset([aws_codeartifact_repository.store.repository])
    content {
      repository_name = upstream.key
    }
  }

  tags = { team = "a" }
}

resource "aws_codeartifact_repository_permissions_policy" "npm" {
  domain     = aws_codeartifact_domain.main.domain
  repository = aws_codeartifact_repository.npm.repository
  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["codeartifact:ReadFromRepository"]
      Resource  = "*"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
    }]
  })
}

output "arns" {
  value = [aws_codeartifact_domain.main.id, aws_codeartifact_repository.npm.id]
}

output "repositories" {
  value = aws_codeartifact_domain.main.repository_count
}
