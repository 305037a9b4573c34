# Nobody can download the versions any more, and no upstream brings them back:
# terraform apply -invoke=action.codeartifact_update_package_versions_status.withdraw
action "codeartifact_update_package_versions_status" "withdraw" {
  config {
    domain     = "main"
    repository = "production"
    format     = "pypi"
    package    = "tool"
    versions   = ["2.0.0", "2.0.1"]
    status     = "Archived"
  }
}
