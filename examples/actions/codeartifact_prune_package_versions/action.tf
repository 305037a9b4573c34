# Keeps the newest ten versions of each npm package, and all versions that are younger than 90 days:
# terraform apply -invoke=action.codeartifact_prune_package_versions.staging
action "codeartifact_prune_package_versions" "staging" {
  config {
    domain          = "main"
    repository      = "staging"
    pattern         = "/npm/company/*"
    keep            = 10
    older_than_days = 90
    dry_run         = true
  }
}
