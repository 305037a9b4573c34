locals {
  endpoint = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "nuget"
  )
}

# Holds no token: the state holds none either.
output "nuget_config" {
  value = provider::codeartifact::nuget_config(local.endpoint, null)
}
