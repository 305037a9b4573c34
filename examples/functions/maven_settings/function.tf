locals {
  endpoint = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "maven"
  )
}

# Holds no token: the state holds none either.
output "maven_settings" {
  value = provider::codeartifact::maven_settings(local.endpoint, null)
}
