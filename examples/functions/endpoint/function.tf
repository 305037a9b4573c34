output "npm_registry" {
  value = provider::codeartifact::endpoint(codeartifact_repository.internal.endpoint, "npm")
}

resource "codeartifact_domain" "main" {
  domain = "main"
}

resource "codeartifact_repository" "internal" {
  domain     = codeartifact_domain.main.domain
  repository = "internal"
}
