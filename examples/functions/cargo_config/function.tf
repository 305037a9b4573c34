locals {
  endpoint = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "cargo"
  )
}

# Holds no token: the state holds none either.
output "cargo_config" {
  value = provider::codeartifact::cargo_config(local.endpoint, null)
}
