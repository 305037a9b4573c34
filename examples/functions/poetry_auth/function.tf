locals {
  endpoint = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "pypi"
  )
}

# Holds no token: the state holds none either.
output "poetry_auth" {
  value = provider::codeartifact::poetry_auth(local.endpoint, null)
}
