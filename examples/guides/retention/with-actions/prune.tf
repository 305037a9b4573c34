terraform {
  required_version = ">= 1.14"

  required_providers {
    codeartifact = {
      source  = "seed-codeartifact/codeartifact"
      version = "~> 0.1"
    }
  }
}

variable "dry_run" {
  description = "Whether to write the list for review instead of deleting."
  type        = bool
  default     = true
}

action "codeartifact_prune_package_versions" "old" {
  config {
    domain          = "main"
    repository      = "staging"
    origin_type     = "INTERNAL"
    keep            = 10
    sort_by         = "VERSION"
    older_than_days = 90
    max_deletions   = 500
    plan_file       = "retention.json"
    dry_run         = var.dry_run
  }
}
