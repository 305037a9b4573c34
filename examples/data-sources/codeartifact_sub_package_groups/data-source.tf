data "codeartifact_sub_package_groups" "of_the_root" {
  domain  = "main"
  pattern = "/*"
}

output "patterns" {
  value = data.codeartifact_sub_package_groups.of_the_root.package_groups[*].pattern
}
