locals {
  endpoint = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "ruby"
  )
}

# Contains no token, so that the state contains none either.
output "bundle_config" {
  value = provider::codeartifact::bundle_config(local.endpoint, null)
}
