# The repositories of a domain that are connected to a public one.
list "codeartifact_repository_external_connection" "all" {
  provider = codeartifact

  config {
    domain = "main"
  }
}
