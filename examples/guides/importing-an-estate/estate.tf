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

data "codeartifact_package_groups" "all" {
  for_each = data.codeartifact_domain.each

  domain = each.key
}

locals {
  groups = merge([
    for domain, found in data.codeartifact_package_groups.all : {
      for group in found.package_groups :
      "${domain}${group.pattern}" => merge(group, { domain = domain })
    }
  ]...)
  ways = {
    publish           = "PUBLISH"
    external_upstream = "EXTERNAL_UPSTREAM"
    internal_upstream = "INTERNAL_UPSTREAM"
  }
}

data "codeartifact_package_group" "each" {
  for_each = local.groups

  domain  = each.value.domain
  pattern = each.value.pattern
}

data "codeartifact_package_group_allowed_repositories" "each" {
  for_each = merge([
    for key, group in local.groups : {
      for way in values(local.ways) : "${key} ${way}" => merge(group, { way = way })
      if group.restrictions[way].mode == "ALLOW_SPECIFIC_REPOSITORIES"
    }
  ]...)

  domain                  = each.value.domain
  pattern                 = each.value.pattern
  origin_restriction_type = each.value.way
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
    package_groups = {
      for key, found in data.codeartifact_package_group.each : key => {
        arn          = found.package_group.arn
        domain       = found.domain
        pattern      = found.pattern
        description  = found.package_group.description == "" ? null : found.package_group.description
        contact_info = found.package_group.contact_info == "" ? null : found.package_group.contact_info
        tags         = length(found.tags) == 0 ? null : found.tags
        origin_configuration = {
          for name, way in local.ways : name => {
            mode         = found.package_group.restrictions[way].mode
            repositories = try(data.codeartifact_package_group_allowed_repositories.each["${key} ${way}"].repositories, null)
          }
        }
      }
    }
  }
}

output "estate" {
  value = local.estate
}
