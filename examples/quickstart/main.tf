# A domain with one repository for all users, which ingests public npm packages through a second one.

terraform {
  required_providers {
    codeartifact = {
      source  = "seed-codeartifact/codeartifact"
      version = "~> 0.1"
    }
  }
}

provider "codeartifact" {
  default_tags {
    tags = {
      managed-by = "terraform"
    }
  }
}

resource "codeartifact_domain" "main" {
  domain = var.domain

  tags = {
    team = "platform"
  }
}

resource "codeartifact_repository" "npm_store" {
  domain              = codeartifact_domain.main.domain
  repository          = "npm-store"
  description         = "npm packages from the public registry."
  external_connection = "public:npmjs"
}

resource "codeartifact_repository" "internal" {
  domain      = codeartifact_domain.main.domain
  repository  = "internal"
  description = "Our own packages, and those of the public registry."
  upstreams   = [codeartifact_repository.npm_store.repository]
}

resource "codeartifact_domain_permissions_policy" "main" {
  domain = codeartifact_domain.main.domain

  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ReadersGetTokens"
      Effect    = "Allow"
      Principal = { AWS = local.readers }
      Action    = "codeartifact:GetAuthorizationToken"
      Resource  = "*"
    }]
  })
}

resource "codeartifact_repository_permissions_policy" "internal" {
  domain     = codeartifact_domain.main.domain
  repository = codeartifact_repository.internal.repository

  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ReadersRead"
      Effect    = "Allow"
      Principal = { AWS = local.readers }
      Action = [
        "codeartifact:GetRepositoryEndpoint",
        "codeartifact:ReadFromRepository",
      ]
      Resource = "*"
    }]
  })
}

locals {
  readers = [for account in var.reader_accounts : "arn:aws:iam::${account}:root"]
}
