resource "codeartifact_domain" "this" {
  domain              = var.domain
  encryption_key      = var.encryption_key
  deletion_protection = var.deletion_protection
  tags                = var.tags
}

# Each address has the name of the repository as its key, so that no change of the inputs moves another repository.
resource "codeartifact_repository" "mirror" {
  for_each = var.mirrors

  domain              = codeartifact_domain.this.domain
  repository          = each.key
  description         = "Packages from ${each.value}."
  external_connection = each.value
  tags                = var.tags
}

resource "codeartifact_repository" "shared" {
  for_each = var.shared

  domain      = codeartifact_domain.this.domain
  repository  = each.key
  description = each.value.description
  upstreams = [
    for name in coalesce(each.value.upstreams, keys(var.mirrors)) : codeartifact_repository.mirror[name].repository
  ]
  deletion_protection = var.deletion_protection
  tags                = var.tags
}

resource "codeartifact_repository" "team" {
  for_each = var.teams

  domain      = codeartifact_domain.this.domain
  repository  = each.key
  description = each.value.description
  upstreams = [
    for name in coalesce(each.value.upstreams, keys(var.shared)) :
    merge(codeartifact_repository.mirror, codeartifact_repository.shared)[name].repository
  ]
  deletion_protection = var.deletion_protection
  tags                = var.tags
}

locals {
  # Where packages are published, and from where they are installed.
  repositories = merge(codeartifact_repository.shared, codeartifact_repository.team)
}

resource "codeartifact_package_group" "internal" {
  for_each = var.internal

  domain      = codeartifact_domain.this.domain
  pattern     = each.key
  description = "Internal packages."

  origin_configuration = {
    publish = length(each.value) == 0 ? { mode = "BLOCK", repositories = null } : {
      mode         = "ALLOW_SPECIFIC_REPOSITORIES"
      repositories = [for name in each.value : local.repositories[name].repository]
    }
    external_upstream = { mode = "BLOCK" }
  }
}

data "codeartifact_domain_graph" "this" {
  count = var.graph ? 1 : 0

  domain = codeartifact_domain.this.domain

  depends_on = [codeartifact_repository.mirror, codeartifact_repository.shared, codeartifact_repository.team]
}
