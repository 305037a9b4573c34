import {
  to = codeartifact_repository_permissions_policy.internal

  identity = {
    domain     = "main"
    repository = "internal"
    region     = "eu-west-1" # Defaults to the Region of the provider.
  }
}
