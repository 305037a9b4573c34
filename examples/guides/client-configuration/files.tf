output "npmrc" {
  description = "For ~/.npmrc; the token comes from CODEARTIFACT_AUTH_TOKEN."
  value       = provider::codeartifact::npmrc(codeartifact_repository.internal.endpoint, null)
}

output "pip_conf" {
  description = "For ~/.config/pip/pip.conf; the token comes from keyring or ~/.netrc."
  value       = provider::codeartifact::pip_conf(codeartifact_repository.internal.endpoint, null)
}

output "maven_settings" {
  description = "For ~/.m2/settings.xml; the token comes from CODEARTIFACT_AUTH_TOKEN."
  value       = provider::codeartifact::maven_settings(codeartifact_repository.internal.endpoint, null)
}
