# Sends the list again after an upstream was made anew under its old name.
action "codeartifact_refresh_upstreams" "internal" {
  config {
    domain     = "main"
    repository = "internal"
  }
}

resource "codeartifact_repository" "npm_store" {
  domain              = "main"
  repository          = "npm-store"
  external_connection = "public:npmjs"

  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.codeartifact_refresh_upstreams.internal]
    }
  }
}
