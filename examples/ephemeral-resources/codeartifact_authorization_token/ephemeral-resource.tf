ephemeral "codeartifact_authorization_token" "ci" {
  domain           = "main"
  duration_seconds = 3600
}

# The token can go wherever Terraform stores nothing: a write-only argument, or the configuration of
# another provider.
