terraform {
  required_providers {
    codeartifact = {
      source = "registry.terraform.io/seed-codeartifact/codeartifact"
    }
  }
}

provider "codeartifact" {
  region = "eu-west-1"

  default_tags {
    tags = {
      managed-by = "terraform"
    }
  }
}
