locals {
  endpoint = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "nuget"
  )
}

# Contains no token, so that the state contains none either.
output "nuget_config" {
  value = provider::codeartifact::nuget_config(local.endpoint, null)
}
