# The npm packages of a repository whose versions can still be ingested from public repositories.
list "codeartifact_package_origin_configuration" "open" {
  provider         = codeartifact
  include_resource = true

  config {
    domain     = "main"
    repository = "internal"
    format     = "npm"
    upstream   = "ALLOW"
  }
}
