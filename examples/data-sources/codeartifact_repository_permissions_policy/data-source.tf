data "codeartifact_repository_permissions_policy" "internal" {
  domain     = "main"
  repository = "internal"
}

output "principals" {
  value = jsondecode(data.codeartifact_repository_permissions_policy.internal.policy_document).Statement[*].Principal
}
