terraform {
  required_providers {
    codeartifact = {
      source  = "seed-codeartifact/codeartifact"
      version = "~> 0.1"
    }
  }
}

variable "keep" {
  description = "Number of newest versions to keep per package."
  type        = number
  default     = 10
}

data "codeartifact_packages" "all" {
  domain     = "main"
  repository = "staging"
}

data "codeartifact_package_versions" "all" {
  for_each = {
    for package in data.codeartifact_packages.all.packages :
    "${package.format}/${package.namespace}/${package.package}" => package
  }

  domain      = "main"
  repository  = "staging"
  format      = each.value.format
  namespace   = each.value.namespace == "" ? null : each.value.namespace
  package     = each.value.package
  origin_type = "INTERNAL"
  status      = "Published"
  sort_by     = "PUBLISHED_TIME"
}

output "old" {
  description = "Versions to delete: all but the newest ones of each package."
  value = {
    domain     = "main"
    repository = "staging"
    versions = flatten([
      for package in data.codeartifact_package_versions.all : [
        for place, version in package.versions : {
          format    = package.format
          namespace = package.namespace == null ? "" : package.namespace
          package   = package.package
          version   = version.version
          revision  = version.revision
        } if place >= var.keep
      ]
    ])
  }
}
