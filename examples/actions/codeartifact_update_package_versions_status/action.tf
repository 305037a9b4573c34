# The versions can no longer be downloaded or ingested:
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
