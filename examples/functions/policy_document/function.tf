# Permissions of a CI role: install every package of the domain, and publish the packages of one namespace.
output "ci" {
  value = provider::codeartifact::policy_document({
    resource_type = "identity"

    grants = [
      {
        access     = "read"
        domain_arn = "arn:aws:codeartifact:eu-west-1:111122223333:domain/main"
      },
      {
        access       = "publish"
        domain_arn   = "arn:aws:codeartifact:eu-west-1:111122223333:domain/main"
        repositories = ["internal"]
        packages     = [{ format = "npm", namespace = "acme" }]
      },
    ]
  })
}
