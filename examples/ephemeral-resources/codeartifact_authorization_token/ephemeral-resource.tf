ephemeral "codeartifact_authorization_token" "ci" {
  domain           = "main"
  duration_seconds = 3600
}

# The token can be used wherever Terraform stores nothing: in a write-only argument, or in the configuration of
# another provider.
