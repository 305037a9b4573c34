variable "names" {
  type    = list(string)
  default = []
}

resource "codeartifact_repository" "dynamic" {
  domain     = "main"
  repository = "dynamic"

  upstreams = [for upstream in var.names : <<-EOT
        ${upstream}
      EOT
  ]
}

resource "codeartifact_repository" "chosen" {
  domain     = "main"
  repository = "chosen"

  upstreams = length(var.names) > 0 ? [codeartifact_repository.dynamic.arn] : []

  lifecycle {
    ignore_changes = [
      upstreams, # changes by hand
      tags,
    ]
  }
}

resource "codeartifact_domain" "main" {
  domain = "main"

  lifecycle {
    ignore_changes = [
      # changes with every publish
      # so many
      tags,
    ]
  }
}

resource "codeartifact_package_origin_configuration" "tool" {
  domain     = "main"
  repository = "dynamic"
  format     = "npm"
  package    = "tool"

  # both
  publish  = "ALLOW"
  upstream = "BLOCK" # never from outside
}
