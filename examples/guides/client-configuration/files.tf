locals {
  endpoints = codeartifact_repository.internal.endpoints
}

output "npmrc" {
  description = "For ~/.npmrc; the token comes from CODEARTIFACT_AUTH_TOKEN."
  value       = provider::codeartifact::npmrc(local.endpoints["npm"], null)
}

output "pip_conf" {
  description = "For ~/.config/pip/pip.conf; the token comes from keyring or ~/.netrc."
  value       = provider::codeartifact::pip_conf(local.endpoints["pypi"], null)
}

output "maven_settings" {
  description = "For ~/.m2/settings.xml; the token comes from CODEARTIFACT_AUTH_TOKEN."
  value       = provider::codeartifact::maven_settings(local.endpoints["maven"], null)
}
