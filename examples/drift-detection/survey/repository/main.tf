terraform {
  required_providers {
    codeartifact = {
      source  = "seed-codeartifact/codeartifact"
      version = "~> 0.1"
    }
  }
}

variable "repository" {
  description = "Repository whose external connection and policy are read."
  type = object({
    domain       = string
    domain_owner = string
    region       = optional(string)
    repository   = string
  })
}

data "codeartifact_repository" "it" {
  domain       = var.repository.domain
  domain_owner = var.repository.domain_owner
  region       = var.repository.region
  repository   = var.repository.repository
}

# In a check, a repository without a policy is a warning and not an error.
check "policy" {
  data "codeartifact_repository_permissions_policy" "it" {
    domain       = var.repository.domain
    domain_owner = var.repository.domain_owner
    region       = var.repository.region
    repository   = var.repository.repository
  }

  assert {
    condition     = data.codeartifact_repository_permissions_policy.it.resource_arn != ""
    error_message = "The policy has no resource."
  }
}
