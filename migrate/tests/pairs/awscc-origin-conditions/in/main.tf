terraform {
  required_providers {
    awscc = {
      source = "hashicorp/awscc"
    }
  }
}

variable "strict" {
  type    = bool
  default = true
}

resource "awscc_codeartifact_package_group" "inner" {
  domain_name = "main"
  pattern     = "/npm/company/*"

  origin_configuration = {
    restrictions = {
      publish           = { restriction_mode = "ALLOW" }
      external_upstream = var.strict ? { restriction_mode = "BLOCK" } : null
    }
  }
}

resource "awscc_codeartifact_package_group" "outer" {
  domain_name = "main"
  pattern     = "/pypi/*"

  origin_configuration = var.strict ? {
    restrictions = {
      publish = { restriction_mode = "BLOCK" }
    }
  } : null
}
