terraform {
  required_providers {
    codeartifact = {
      source  = "seed-codeartifact/codeartifact"
      version = "~> 0.1"
    }
  }
}

resource "codeartifact_domain" "main" {
  domain = "main"
}

# The only repository with an external connection to the public registry.
resource "codeartifact_repository" "npm_store" {
  domain              = codeartifact_domain.main.domain
  repository          = "npm-store"
  external_connection = "public:npmjs"
}

# The repository to which we publish our packages, and from which all users install.
resource "codeartifact_repository" "internal" {
  domain     = codeartifact_domain.main.domain
  repository = "internal"
  upstreams  = [codeartifact_repository.npm_store.repository]
}
