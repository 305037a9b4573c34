# What a group would have, before it is made.
data "codeartifact_package_group_packages" "preview" {
  domain  = "main"
  pattern = "/npm/my-scope/*"
  preview = true
}

output "packages" {
  value = data.codeartifact_package_group_packages.preview.packages[*].package
}
