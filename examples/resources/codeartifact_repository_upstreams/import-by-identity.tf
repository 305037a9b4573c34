import {
  to = codeartifact_repository_upstreams.stage["develop"]

  identity = {
    domain     = "main"
    repository = "develop"
    region     = "eu-west-1" # Defaults to the Region of the provider.
  }
}
