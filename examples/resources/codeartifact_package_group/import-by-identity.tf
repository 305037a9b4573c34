import {
  to = codeartifact_package_group.ours

  identity = {
    domain  = "main"
    pattern = "/npm/my-scope/*"
    region  = "eu-west-1" # Defaults to the Region of the provider.
  }
}
