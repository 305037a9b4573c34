locals {
  endpoint = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "maven"
  )
}

# Contains no token, so that the state contains none either.
output "gradle_init" {
  value = provider::codeartifact::gradle_init(local.endpoint, null)
}
