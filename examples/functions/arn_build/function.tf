output "repository" {
  value = provider::codeartifact::arn_build(
    "eu-west-1", "111122223333", "repository", "main", "internal"
  )
}

output "package" {
  value = provider::codeartifact::arn_build(
    "eu-west-1", "111122223333", "package", "main", "internal", "npm", "", "react"
  )
}

output "package_group" {
  value = provider::codeartifact::arn_build(
    "eu-west-1", "111122223333", "package-group", "main", "/npm/my-scope/*"
  )
}
