locals {
  endpoint = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "pypi"
  )
}

# Contains no token, so that the state contains none either.
output "pypirc" {
  value = provider::codeartifact::pypirc(local.endpoint, null)
}
