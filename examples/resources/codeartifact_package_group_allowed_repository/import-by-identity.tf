import {
  to = codeartifact_package_group_allowed_repository.team

  identity = {
    domain                  = "main"
    pattern                 = "/npm/my-scope/*"
    origin_restriction_type = "PUBLISH"
    repository              = "team"
    region                  = "eu-west-1" # Defaults to the Region of the provider.
  }
}
