variable "names" {
  type    = list(string)
  default = []
}

resource "aws_codeartifact_repository" "dynamic" {
  domain     = "main"
  repository = "dynamic"

  dynamic "upstream" {
    for_each = var.names
    content {
      repository_name = <<-EOT
        ${upstream.value}
      EOT
    }
  }
}

resource "aws_codeartifact_repository" "chosen" {
  domain     = "main"
  repository = "chosen"

  dynamic "upstream" {
    for_each = length(var.names) > 0 ? [aws_codeartifact_repository.dynamic] : []
    content {
      repository_name = upstream.value.id
    }
  }

  lifecycle {
    ignore_changes = [
      upstream, # changes by hand
      tags,
    ]
  }
}

resource "aws_codeartifact_domain" "main" {
  domain = "main"

  lifecycle {
    ignore_changes = [
      # changes with every publish
      asset_size_bytes, # so many
      repository_count,
      tags,
    ]
  }
}

resource "aws_codeartifact_package_origin_configuration" "tool" {
  domain     = "main"
  repository = "dynamic"
  format     = "npm"
  package    = "tool"

  restrictions { # both
    publish  = "ALLOW"
    upstream = "BLOCK"
  } # never from outside
}
