# The token is another one in each run, and Terraform keeps it in its state.
data "codeartifact_authorization_token" "short" {
  domain           = "main"
  duration_seconds = 900
}

locals {
  bearer = "Bearer ${data.codeartifact_authorization_token.short.authorization_token}"
}
