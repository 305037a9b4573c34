locals {
  endpoint = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "ruby"
  )
}

# Holds no token: the state holds none either.
output "bundle_config" {
  value = provider::codeartifact::bundle_config(local.endpoint, null)
}
