data "codeartifact_domain" "main" {
  domain = "main"
}

output "size_in_bytes" {
  value = data.codeartifact_domain.main.asset_size_bytes
}
