terraform {
  required_providers {
    codeartifact = {
      source  = "seed-codeartifact/codeartifact"
      version = "~> 0.1"
    }
  }
}

variable "domain" {
  description = "Domain whose policy is read."
  type = object({
    domain       = string
    domain_owner = optional(string)
    region       = optional(string)
  })
}

# In a check, a domain without a policy is a warning and not an error.
check "policy" {
  data "codeartifact_domain_permissions_policy" "it" {
    domain       = var.domain.domain
    domain_owner = var.domain.domain_owner
    region       = var.domain.region
  }

  assert {
    condition     = data.codeartifact_domain_permissions_policy.it.resource_arn != ""
    error_message = "The policy has no resource."
  }
}
