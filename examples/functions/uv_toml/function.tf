locals {
  endpoint = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "pypi"
  )
}

# Holds no token: the state holds none either.
output "uv_toml" {
  value = provider::codeartifact::uv_toml(local.endpoint, null)
}
