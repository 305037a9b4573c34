resource "codeartifact_domain" "main" {
  domain = "main"
}

resource "codeartifact_repository" "files" {
  domain     = codeartifact_domain.main.domain
  repository = "files"
}

resource "codeartifact_package_version" "motd" {
  domain     = codeartifact_domain.main.domain
  repository = codeartifact_repository.files.repository
  namespace  = "operations"
  package    = "motd"
  version    = "1.0.0"

  assets = {
    "motd.txt" = {
      content_base64 = base64encode("Welcome.\n")
    }
  }
}

resource "codeartifact_package_version_status" "motd" {
  domain     = codeartifact_domain.main.domain
  repository = codeartifact_package_version.motd.repository
  format     = codeartifact_package_version.motd.format
  namespace  = codeartifact_package_version.motd.namespace
  package    = codeartifact_package_version.motd.package
  version    = codeartifact_package_version.motd.version
  status     = "Unlisted"

  # New content gets the status with the apply that publishes it.
  package_version_revision = codeartifact_package_version.motd.revision
}
