import {
  to = codeartifact_package_version_copy.motd

  identity = {
    domain                 = "main"
    source_repository      = "staging"
    destination_repository = "production"
    format                 = "generic"
    namespace              = "operations"
    package                = "motd"
    version                = "1.0.0"
    region                 = "eu-west-1" # Defaults to the Region of the provider.
  }
}
