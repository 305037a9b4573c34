locals {
  endpoint = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "maven"
  )
}

# Contains no token, so that the state contains none either.
output "maven_settings" {
  value = provider::codeartifact::maven_settings(local.endpoint, null)
}
