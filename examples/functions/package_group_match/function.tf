output "strong" {
  value = provider::codeartifact::package_group_match("/npm/my-scope/ui~", "npm", "my-scope", "ui-kit")
}

output "none" {
  value = provider::codeartifact::package_group_match("/npm/my-scope/ui~", "npm", "my-scope", "uikit")
}

output "weak" {
  value = provider::codeartifact::package_group_match("/npm//ui-kit$", "npm", null, "UI_kit")
}
