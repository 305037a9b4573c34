locals {
  endpoint = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "cargo"
  )
}

# Contains no token, so that the state contains none either.
output "cargo_config" {
  value = provider::codeartifact::cargo_config(local.endpoint, null)
}
