data "codeartifact_associated_package_group" "react" {
  domain  = "main"
  format  = "npm"
  package = "react"
}

output "pattern" {
  value = data.codeartifact_associated_package_group.react.package_group.pattern
}
