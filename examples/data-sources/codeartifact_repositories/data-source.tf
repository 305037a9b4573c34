# Those of a domain whose names begin so.
data "codeartifact_repositories" "internal" {
  domain            = "main"
  repository_prefix = "internal"
}

# All that this account manages.
data "codeartifact_repositories" "all" {}

output "arns" {
  value = { for found in data.codeartifact_repositories.internal.repositories : found.repository => found.arn }
}
