data "codeartifact_package_group_allowed_repositories" "publish" {
  domain                  = "main"
  pattern                 = "/*"
  origin_restriction_type = "PUBLISH"
}

output "repositories" {
  value = data.codeartifact_package_group_allowed_repositories.publish.repositories
}
