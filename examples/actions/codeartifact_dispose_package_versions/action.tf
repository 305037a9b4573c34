# Deletes the assets and retains the record:
# terraform apply -invoke=action.codeartifact_dispose_package_versions.leaked
action "codeartifact_dispose_package_versions" "leaked" {
  config {
    domain     = "main"
    repository = "internal"
    format     = "npm"
    package    = "tool"
    versions   = ["1.0.1"]
  }
}
