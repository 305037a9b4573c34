# Copies the approved versions whenever their list changes.
action "codeartifact_copy_package_versions" "promote" {
  config {
    domain                 = "main"
    source_repository      = "staging"
    destination_repository = "production"
    format                 = "npm"
    namespace              = "company"
    package                = "tool"
    versions               = ["1.0.0", "1.1.0"]
  }
}

resource "terraform_data" "good_versions" {
  input = ["1.0.0", "1.1.0"]

  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.codeartifact_copy_package_versions.promote]
    }
  }
}
