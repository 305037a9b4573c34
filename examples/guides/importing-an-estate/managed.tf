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
