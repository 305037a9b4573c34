# The npm packages of a repository that anybody may still bring in from outside.
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
