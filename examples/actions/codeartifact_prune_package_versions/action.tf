# Keeps the 10 highest versions of each npm package of the scope, and all versions younger than 90 days:
# terraform apply -invoke=action.codeartifact_prune_package_versions.staging
action "codeartifact_prune_package_versions" "staging" {
  config {
    domain          = "main"
    repository      = "staging"
    pattern         = "/npm/company/*"
    keep            = 10
    sort_by         = "VERSION"
    older_than_days = 90
    max_deletions   = 500
    plan_file       = "retention.json"
    dry_run         = true
  }
}
