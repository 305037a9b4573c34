# The repositories of a domain that have an external connection.
list "codeartifact_repository_external_connection" "all" {
  provider = codeartifact

  config {
    domain = "main"
  }
}
