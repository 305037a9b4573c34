resource "codeartifact_domain" "main" {
  domain = "main"
}

resource "codeartifact_repository" "internal" {
  domain     = codeartifact_domain.main.domain
  repository = "internal"
}

# The packages of the scope come only from our own repository, even if public packages have the same names.
resource "codeartifact_package_group" "ours" {
  domain       = codeartifact_domain.main.domain
  pattern      = "/npm/my-scope/*"
  description  = "What we write ourselves."
  contact_info = "platform@example.com"

  origin_configuration = {
    publish = {
      mode         = "ALLOW_SPECIFIC_REPOSITORIES"
      repositories = [codeartifact_repository.internal.repository]
    }
    external_upstream = { mode = "BLOCK" }
  }
}
