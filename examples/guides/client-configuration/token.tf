ephemeral "codeartifact_authorization_token" "build" {
  domain           = codeartifact_domain.main.domain
  domain_owner     = codeartifact_domain.main.owner
  duration_seconds = 3600
}

# A file for the programs that Terraform starts on this machine. It is not stored in the state or the plan.
resource "terraform_data" "netrc" {
  triggers_replace = codeartifact_repository.internal.arn

  provisioner "local-exec" {
    command = "umask 077; printf 'machine %s login aws password %s\n' \"$HOST\" \"$TOKEN\" > netrc"

    environment = {
      HOST  = split("/", codeartifact_repository.internal.endpoint)[2]
      TOKEN = ephemeral.codeartifact_authorization_token.build.authorization_token
    }
  }
}
