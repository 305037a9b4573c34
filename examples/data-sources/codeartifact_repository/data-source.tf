data "codeartifact_repository" "internal" {
  domain     = "main"
  repository = "internal"
}

output "npm_registry" {
  value = provider::codeartifact::endpoint(data.codeartifact_repository.internal.endpoint, "npm")
}
