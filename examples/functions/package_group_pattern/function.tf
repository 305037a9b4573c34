output "scope" {
  value = provider::codeartifact::package_group_pattern("npm", "my-scope", null)
}

output "one_package" {
  value = provider::codeartifact::package_group_pattern("pypi", null, "Flask_App")
}

output "names_that_begin_with_a_word" {
  value = provider::codeartifact::package_group_pattern("npm", null, "react~")
}
