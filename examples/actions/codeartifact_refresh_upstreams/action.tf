# Sends the list again after an upstream repository was re-created under the same name.
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
