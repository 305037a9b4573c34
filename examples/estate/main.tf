# A domain for two teams, from the module `modules/estate`.

terraform {
  required_providers {
    codeartifact = {
      source  = "seed-codeartifact/codeartifact"
      version = "~> 0.1"
    }
  }
}

provider "codeartifact" {
  region = "eu-west-1"
}

module "packages" {
  source = "github.com/seed-codeartifact/terraform-provider-codeartifact//modules/estate?ref=v0.1.0"

  domain = "main"

  mirrors = {
    npm-store  = "public:npmjs"
    pypi-store = "public:pypi"
  }

  shared = {
    libraries = { description = "Internal packages for all teams, and packages from public registries." }
  }

  teams = {
    data = { upstreams = ["libraries", "pypi-store"] }
    web  = {}
  }

  internal = {
    "/npm/acme/*"  = ["libraries", "web"]
    "/pypi//acme~" = ["data"]
  }

  grants = {
    developers = { access = "read", principals = ["111122223333"] }
    ci         = { access = "publish", principals = ["arn:aws:iam::111122223333:role/ci"] }
  }
}

output "npmrc" {
  description = "The .npmrc of the team web, without a token."
  value       = module.packages.client_files["web"][".npmrc"]
}

output "graph" {
  description = "Diagram of the domain."
  value       = module.packages.graph
}
