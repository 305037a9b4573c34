# The published versions of the generic packages in one namespace.
list "codeartifact_package_version" "operations" {
  provider = codeartifact

  config {
    domain     = "main"
    repository = "internal"
    namespace  = "operations"
    status     = "Published"
  }
}
