locals {
  endpoint = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "maven"
  )
}

# Contains no token, so that the state contains none either.
output "sbt_settings" {
  value = provider::codeartifact::sbt_settings(local.endpoint, null)
}
