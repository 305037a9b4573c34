data "codeartifact_domains" "all" {}

data "codeartifact_repositories" "all" {}

data "codeartifact_domain" "each" {
  for_each = { for found in data.codeartifact_domains.all.domains : found.domain => found }

  domain = each.value.domain
}

data "codeartifact_repository" "each" {
  for_each = {
    for found in data.codeartifact_repositories.all.repositories :
    "${found.domain}/${found.repository}" => found
  }

  domain       = each.value.domain
  domain_owner = each.value.domain_owner
  repository   = each.value.repository
}

locals {
  estate = {
    domains = {
      for key, found in data.codeartifact_domain.each : key => {
        arn            = found.arn
        encryption_key = found.encryption_key
        tags           = length(found.tags) == 0 ? null : found.tags
      }
    }
    repositories = {
      for key, found in data.codeartifact_repository.each : key => {
        arn                 = found.arn
        domain              = found.domain
        domain_owner        = found.domain_owner
        repository          = found.repository
        description         = found.description == "" ? null : found.description
        upstreams           = length(found.upstreams) == 0 ? null : found.upstreams
        external_connection = one(found.external_connections)
        tags                = length(found.tags) == 0 ? null : found.tags
      }
    }
  }
}

output "estate" {
  value = local.estate
}
