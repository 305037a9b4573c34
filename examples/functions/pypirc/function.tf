locals {
  endpoint = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "pypi"
  )
}

# Holds no token: the state holds none either.
output "pypirc" {
  value = provider::codeartifact::pypirc(local.endpoint, null)
}
