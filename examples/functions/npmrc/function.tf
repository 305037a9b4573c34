locals {
  endpoint = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "npm"
  )
}

# Contains no token, so that the state contains none either.
output "npmrc" {
  value = provider::codeartifact::npmrc(local.endpoint, null, "@my-scope")
}
