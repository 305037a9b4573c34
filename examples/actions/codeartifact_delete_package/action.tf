# terraform apply -invoke=action.codeartifact_delete_package.abandoned
action "codeartifact_delete_package" "abandoned" {
  config {
    domain     = "main"
    repository = "internal"
    format     = "nuget"
    package    = "old.tool"
  }
}
