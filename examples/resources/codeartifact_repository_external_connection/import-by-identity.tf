import {
  to = codeartifact_repository_external_connection.pypi

  identity = {
    domain     = "main"
    repository = "pypi-store"
    region     = "eu-west-1" # Defaults to the Region of the provider.
  }
}
