locals {
  endpoint = provider::codeartifact::repository_endpoint(
    "main", "111122223333", "eu-west-1", "internal", "pypi"
  )
}

# Contains no token, so that the state contains none either.
output "uv_toml" {
  value = provider::codeartifact::uv_toml(local.endpoint, null)
}
