output "domain_arn" {
  description = "ARN of the domain."
  value       = codeartifact_domain.main.arn
}

output "endpoints" {
  description = "Address of the internal repository for the package managers of each format."
  value       = codeartifact_repository.internal.endpoints
}
