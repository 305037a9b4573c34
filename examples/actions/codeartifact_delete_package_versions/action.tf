# terraform apply -invoke=action.codeartifact_delete_package_versions.previews
action "codeartifact_delete_package_versions" "previews" {
  config {
    domain     = "main"
    repository = "staging"
    format     = "maven"
    namespace  = "com.example"
    package    = "tool"
    versions   = ["1.0.0-rc1", "1.0.0-rc2"]
  }
}
