data "codeartifact_package_group" "root" {
  domain  = "main"
  pattern = "/*"
}

output "publish" {
  value = data.codeartifact_package_group.root.package_group.restrictions["PUBLISH"].effective_mode
}
