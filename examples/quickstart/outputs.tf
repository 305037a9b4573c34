output "domain_arn" {
  description = "ARN of the domain."
  value       = codeartifact_domain.main.arn
}

output "npm_registry" {
  description = "Address of the internal repository for npm."
  value       = provider::codeartifact::endpoint(codeartifact_repository.internal.endpoint, "npm")
}
