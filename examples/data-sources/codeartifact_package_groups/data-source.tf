data "codeartifact_package_groups" "all" {
  domain = "main"
  prefix = "/"
}

output "patterns" {
  value = data.codeartifact_package_groups.all.package_groups[*].pattern
}
