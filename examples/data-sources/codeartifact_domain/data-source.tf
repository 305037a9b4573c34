data "codeartifact_domain" "main" {
  domain = "main"
}

output "encryption_key" {
  value = data.codeartifact_domain.main.encryption_key
}
