# Each run gets a new token, and Terraform stores it in the state.
data "codeartifact_authorization_token" "short" {
  domain           = "main"
  duration_seconds = 900
}

locals {
  bearer = "Bearer ${data.codeartifact_authorization_token.short.authorization_token}"
}
