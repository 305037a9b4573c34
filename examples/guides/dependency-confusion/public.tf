# Public packages are ingested through the store only, and no user can publish under their names.
resource "codeartifact_package_group" "public" {
  domain      = codeartifact_domain.main.domain
  pattern     = "/npm/*"
  description = "Public packages of npm."

  origin_configuration = {
    publish = { mode = "BLOCK" }
    external_upstream = {
      mode         = "ALLOW_SPECIFIC_REPOSITORIES"
      repositories = [codeartifact_repository.npm_store.repository]
    }
  }
}
