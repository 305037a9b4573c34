# Packages that would be associated with a package group, before it is created.
data "codeartifact_package_group_packages" "preview" {
  domain  = "main"
  pattern = "/npm/my-scope/*"
  preview = true
}

output "packages" {
  value = data.codeartifact_package_group_packages.preview.packages[*].package
}
