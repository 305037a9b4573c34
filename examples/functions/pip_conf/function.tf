locals {
  endpoint = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "pypi"
  )
}

# Holds no token: the state holds none either.
output "pip_conf" {
  value = provider::codeartifact::pip_conf(local.endpoint, null)
}
