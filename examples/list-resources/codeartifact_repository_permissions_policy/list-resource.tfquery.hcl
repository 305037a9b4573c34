# The policies of the repositories of a domain.
list "codeartifact_repository_permissions_policy" "all" {
  provider = codeartifact

  config {
    domain = "main"
  }
}
