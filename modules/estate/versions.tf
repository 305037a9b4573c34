terraform {
  required_version = ">= 1.10"

  required_providers {
    codeartifact = {
      source  = "seed-codeartifact/codeartifact"
      version = "~> 0.1"
    }
  }
}
