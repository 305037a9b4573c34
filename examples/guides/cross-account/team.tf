resource "codeartifact_repository" "team" {
  provider = codeartifact.team

  domain       = codeartifact_domain.main.domain
  domain_owner = codeartifact_domain.main.owner
  repository   = "team"
  description  = "What the team publishes."
  upstreams    = [codeartifact_repository.shared.repository]

  depends_on = [
    codeartifact_domain_permissions_policy.main,
    codeartifact_repository_permissions_policy.shared,
  ]
}

output "administrator" {
  description = "The team's account: its policies decide about the repository."
  value       = codeartifact_repository.team.administrator_account
}

output "npm" {
  description = "Address of the team's repository for npm; it names the account of the domain."
  value       = provider::codeartifact::endpoint(codeartifact_repository.team.endpoint, "npm")
}
