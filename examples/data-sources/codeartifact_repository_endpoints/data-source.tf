data "codeartifact_repository_endpoints" "internal" {
  domain        = "main"
  repository    = "internal"
  endpoint_type = "dualstack"
}

output "npm_registry" {
  value = data.codeartifact_repository_endpoints.internal.endpoints["npm"]
}
