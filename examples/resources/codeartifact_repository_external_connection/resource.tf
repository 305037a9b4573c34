resource "codeartifact_domain" "main" {
  domain = "main"
}

resource "codeartifact_repository" "pypi_store" {
  domain     = codeartifact_domain.main.domain
  repository = "pypi-store"

  lifecycle {
    ignore_changes = [external_connection]
  }
}

resource "codeartifact_repository_external_connection" "pypi" {
  domain              = codeartifact_domain.main.domain
  repository          = codeartifact_repository.pypi_store.repository
  external_connection = "public:pypi"
}
