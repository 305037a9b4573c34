# Each refresh requests a new token and stores it in the state, in plain text.
data "codeartifact_authorization_token" "build" {
  domain           = codeartifact_domain.main.domain
  duration_seconds = 900
}
