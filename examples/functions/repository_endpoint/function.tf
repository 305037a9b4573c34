output "npm_registry" {
  value = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "npm"
  )
}

output "npm_registry_with_ipv6" {
  value = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "npm", "dualstack"
  )
}
