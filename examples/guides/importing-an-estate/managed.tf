import {
  for_each = local.estate.domains

  to = codeartifact_domain.all[each.key]
  id = each.value.arn
}

resource "codeartifact_domain" "all" {
  for_each = local.estate.domains

  domain         = each.key
  encryption_key = each.value.encryption_key
  tags           = each.value.tags
}

import {
  for_each = local.estate.repositories

  to = codeartifact_repository.all[each.key]
  id = each.value.arn
}

resource "codeartifact_repository" "all" {
  for_each = local.estate.repositories

  domain              = each.value.domain
  domain_owner        = each.value.domain_owner
  repository          = each.value.repository
  description         = each.value.description
  upstreams           = each.value.upstreams
  external_connection = each.value.external_connection
  tags                = each.value.tags

  # A domain is deleted after its repositories.
  depends_on = [codeartifact_domain.all]
}

import {
  for_each = local.estate.package_groups

  to = codeartifact_package_group.all[each.key]
  id = each.value.arn
}

resource "codeartifact_package_group" "all" {
  for_each = local.estate.package_groups

  domain               = each.value.domain
  pattern              = each.value.pattern
  description          = each.value.description
  contact_info         = each.value.contact_info
  origin_configuration = each.value.origin_configuration
  tags                 = each.value.tags

  # A package group can allow repositories, and is deleted before its domain.
  depends_on = [codeartifact_repository.all]
}
