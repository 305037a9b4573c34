terraform {
  required_providers {
    awscc = {
      source = "hashicorp/awscc"
    }
    codeartifact = {
      source  = "seed-codeartifact/codeartifact"
      version = "~> 0.1"
    }
  }
}

variable "strict" {
  type    = bool
  default = true
}

resource "codeartifact_package_group" "inner" {
  domain  = "main"
  pattern = "/npm/company/*"

  origin_configuration = {
    publish           = { mode = "ALLOW" }
    external_upstream = var.strict ? { mode = "BLOCK" } : null
  }
}

resource "codeartifact_package_group" "outer" {
  domain  = "main"
  pattern = "/pypi/*"

  origin_configuration = var.strict ? {
    publish = { mode = "BLOCK" }
  } : null
}
