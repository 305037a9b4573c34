# The package groups of npm packages in a domain.
list "codeartifact_package_group" "npm" {
  provider = codeartifact

  config {
    domain = "main"
    prefix = "/npm/"
  }
}
