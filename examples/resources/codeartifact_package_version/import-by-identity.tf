import {
  to = codeartifact_package_version.motd

  identity = {
    domain     = "main"
    repository = "files"
    format     = "generic"
    namespace  = "operations"
    package    = "motd"
    version    = "1.0.0"
    region     = "eu-west-1" # Defaults to the Region of the provider.
  }
}
