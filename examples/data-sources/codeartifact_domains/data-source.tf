data "codeartifact_domains" "all" {}

output "names" {
  value = data.codeartifact_domains.all.domains[*].domain
}
