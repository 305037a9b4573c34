ephemeral "codeartifact_authorization_token" "build" {
  domain           = codeartifact_domain.main.domain
  domain_owner     = codeartifact_domain.main.owner
  duration_seconds = 900
}

# The token is passed to a program, and is not stored in the state or the plan.
resource "terraform_data" "build" {
  triggers_replace = codeartifact_repository.internal.arn

  provisioner "local-exec" {
    command = "test -n \"$CODEARTIFACT_AUTH_TOKEN\" # for instance: npm publish"

    environment = {
      CODEARTIFACT_AUTH_TOKEN = ephemeral.codeartifact_authorization_token.build.authorization_token
    }
  }
}
