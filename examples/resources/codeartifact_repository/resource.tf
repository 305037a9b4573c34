resource "codeartifact_domain" "main" {
  domain = "main"
}

# Ingests packages from the public registry.
resource "codeartifact_repository" "npm_store" {
  domain              = codeartifact_domain.main.domain
  repository          = "npm-store"
  description         = "npm packages from the public registry."
  external_connection = "public:npmjs"
}

# Retains packages from its upstream repositories, searched in this order.
resource "codeartifact_repository" "internal" {
  domain      = codeartifact_domain.main.domain
  repository  = "internal"
  description = "Our own packages."
  upstreams   = [codeartifact_repository.npm_store.repository]

  tags = {
    team = "platform"
  }
}

output "npm_registry" {
  value = provider::codeartifact::endpoint(codeartifact_repository.internal.endpoint, "npm")
}
