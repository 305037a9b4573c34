# Repositories of one domain, filtered by prefix.
data "codeartifact_repositories" "internal" {
  domain            = "main"
  repository_prefix = "internal"
}

# All repositories that this account administers.
data "codeartifact_repositories" "all" {}

output "arns" {
  value = { for found in data.codeartifact_repositories.internal.repositories : found.repository => found.arn }
}
