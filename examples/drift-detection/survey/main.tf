# What exists in the domains, for `drift`. It is planned and never applied.

terraform {
  required_providers {
    codeartifact = {
      source  = "seed-codeartifact/codeartifact"
      version = "~> 0.1"
    }
  }
}

variable "domains" {
  description = "Domains to survey, by a name of their own."
  type = map(object({
    domain       = string
    domain_owner = optional(string)
    region       = optional(string)
  }))
}

data "codeartifact_repositories" "all" {
  for_each = var.domains

  domain       = each.value.domain
  domain_owner = each.value.domain_owner
  region       = each.value.region
}

data "codeartifact_package_groups" "all" {
  for_each = var.domains

  domain       = each.value.domain
  domain_owner = each.value.domain_owner
  region       = each.value.region
}

module "domain" {
  source   = "./domain"
  for_each = var.domains

  domain = each.value
}

module "repository" {
  source = "./repository"
  for_each = merge([
    for key, found in data.codeartifact_repositories.all : {
      for repository in found.repositories : repository.arn => {
        domain       = repository.domain
        domain_owner = repository.domain_owner
        region       = var.domains[key].region
        repository   = repository.repository
      }
    }
  ]...)

  repository = each.value
}
