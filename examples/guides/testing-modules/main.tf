terraform {
  required_providers {
    codeartifact = {
      source  = "seed-codeartifact/codeartifact"
      version = "~> 0.1"
    }
  }
}

variable "publishers" {
  description = "ARNs of the roles that publish."
  type        = list(string)
  default     = ["arn:aws:iam::111122223333:role/ci"]
}

resource "codeartifact_domain" "main" {
  domain = "main"
}

resource "codeartifact_repository" "internal" {
  domain     = codeartifact_domain.main.domain
  repository = "internal"
}

resource "codeartifact_repository_permissions_policy" "internal" {
  domain     = codeartifact_repository.internal.domain
  repository = codeartifact_repository.internal.repository

  policy_document = provider::codeartifact::policy_document({
    resource_type = "repository"

    statements = [{
      principals = { AWS = var.publishers }
      actions    = ["codeartifact:PublishPackageVersion", "codeartifact:ReadFromRepository"]
    }]
  })
}

output "registry" {
  description = "Endpoint of the repository for npm."
  value       = provider::codeartifact::endpoint(codeartifact_repository.internal.endpoint, "npm")
}

output "ci_policy" {
  description = "What a role of CI may do, for aws_iam_role_policy."
  value = provider::codeartifact::policy_document({
    resource_type = "identity"

    grants = [{
      access       = "publish"
      domain_arn   = codeartifact_domain.main.arn
      repositories = [codeartifact_repository.internal.repository]
    }]
  })
}
