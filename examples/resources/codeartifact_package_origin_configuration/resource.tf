resource "codeartifact_domain" "main" {
  domain = "main"
}

resource "codeartifact_repository" "npm" {
  domain     = codeartifact_domain.main.domain
  repository = "npm"
}

# Versions of @company/tool are published to this repository, and never ingested from a public one.
resource "codeartifact_package_origin_configuration" "tool" {
  domain     = codeartifact_domain.main.domain
  repository = codeartifact_repository.npm.repository
  format     = "npm"
  namespace  = "company"
  package    = "tool"
  publish    = "ALLOW"
  upstream   = "BLOCK"
}
