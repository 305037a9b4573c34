data "codeartifact_authorization_token" "short" {
  domain           = "main"
  duration_seconds = 900
}

output "token" {
  value     = data.codeartifact_authorization_token.short.authorization_token
  sensitive = true
}
