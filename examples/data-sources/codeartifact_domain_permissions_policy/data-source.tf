data "codeartifact_domain_permissions_policy" "main" {
  domain = "main"
}

output "principals" {
  value = jsondecode(data.codeartifact_domain_permissions_policy.main.policy_document).Statement[*].Principal
}
