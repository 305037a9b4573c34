provider "codeartifact" {
  region = "eu-west-1"

  default_tags {
    tags = { stage = "prod" }
  }
}

resource "codeartifact_domain" "main" {
  domain         = "main"
  encryption_key = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555"
  tags           = { team = "a" }
}

resource "codeartifact_domain_permissions_policy" "main" {
  domain = codeartifact_domain.main.domain
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

resource "codeartifact_repository" "store" {
  domain              = codeartifact_domain.main.domain
  repository          = "store"
  external_connection = "public:npmjs"
}

resource "codeartifact_repository" "shared" {
  domain      = codeartifact_domain.main.domain
  repository  = "shared"
  description = "Shared packages"
  tags        = { team = "a" }
}

resource "codeartifact_repository" "npm" {
  domain      = codeartifact_domain.main.domain
  repository  = "npm"
  description = "What builds use"
  upstreams   = [codeartifact_repository.shared.repository, codeartifact_repository.store.repository]
  tags        = { team = "a" }
}

resource "codeartifact_repository_permissions_policy" "npm" {
  domain     = codeartifact_domain.main.domain
  repository = codeartifact_repository.npm.repository
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
