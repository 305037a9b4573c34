# The estate whose state is recorded beside `moves`, as it is written for hashicorp/awscc.
provider "awscc" {
  region = "eu-west-1"
}

variable "tags" {
  type    = map(string)
  default = { stage = "prod", team = "a" }
}

resource "awscc_codeartifact_domain" "main" {
  domain_name    = "main"
  encryption_key = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555"

  permissions_policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["codeartifact:CreateRepository"]
      Resource  = "*"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
    }]
  })

  tags = [{ key = "stage", value = "prod" }, { key = "team", value = "a" }]
}

resource "awscc_codeartifact_repository" "store" {
  domain_name          = awscc_codeartifact_domain.main.domain_name
  repository_name      = "store"
  external_connections = ["public:npmjs"]
}

resource "awscc_codeartifact_repository" "shared" {
  domain_name     = awscc_codeartifact_domain.main.name
  repository_name = "shared"
  description     = "Shared packages"
  tags            = [for k, v in var.tags : { key = k, value = v }]
}

resource "awscc_codeartifact_repository" "npm" {
  domain_name     = awscc_codeartifact_domain.main.domain_name
  repository_name = "npm"
  description     = "What builds use"
  upstreams = [
    awscc_codeartifact_repository.shared.repository_name,
    awscc_codeartifact_repository.store.name,
  ]
  tags = [for k, v in var.tags : { key = k, value = v }]
}

resource "awscc_codeartifact_package_group" "scope" {
  domain_name  = awscc_codeartifact_domain.main.domain_name
  pattern      = "/npm/scope/*"
  description  = "Our own scope"
  contact_info = "team-a"

  origin_configuration = {
    restrictions = {
      publish = {
        restriction_mode = "ALLOW_SPECIFIC_REPOSITORIES"
        repositories     = [awscc_codeartifact_repository.npm.repository_name]
      }
      external_upstream = { restriction_mode = "BLOCK" }
    }
  }

  tags = [for k, v in var.tags : { key = k, value = v }]
}
