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

# The one door to the public registry.
resource "codeartifact_repository" "npm_store" {
  domain              = codeartifact_domain.main.domain
  repository          = "npm-store"
  external_connection = "public:npmjs"
}

# Where our packages are published, and where everybody installs from.
resource "codeartifact_repository" "internal" {
  domain     = codeartifact_domain.main.domain
  repository = "internal"
  upstreams  = [codeartifact_repository.npm_store.repository]
}
