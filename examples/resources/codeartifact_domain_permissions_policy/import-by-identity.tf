import {
  to = codeartifact_domain_permissions_policy.main

  identity = {
    domain = "main"
    region = "eu-west-1" # Defaults to the Region of the provider.
  }
}
