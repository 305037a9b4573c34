import {
  to = codeartifact_package_origin_configuration.tool

  identity = {
    domain     = "main"
    repository = "npm"
    format     = "npm"
    namespace  = "company"
    package    = "tool"
    region     = "eu-west-1" # Defaults to the Region of the provider.
  }
}
