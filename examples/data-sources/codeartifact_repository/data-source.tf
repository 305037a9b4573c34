data "codeartifact_repository" "internal" {
  domain     = "main"
  repository = "internal"
}

output "npm_registry" {
  value = data.codeartifact_repository.internal.endpoints["npm"]
}
