resource "codeartifact_domain" "main" {
  domain = "main"
}

resource "codeartifact_repository" "stage" {
  for_each = toset(["staging", "production"])

  domain     = codeartifact_domain.main.domain
  repository = each.key
}

resource "codeartifact_package_version" "motd" {
  domain     = codeartifact_domain.main.domain
  repository = codeartifact_repository.stage["staging"].repository
  namespace  = "operations"
  package    = "motd"
  version    = "1.0.0"

  assets = {
    "motd.txt" = {
      content_base64 = base64encode("Welcome.\n")
    }
  }
}

resource "codeartifact_package_version_copy" "motd" {
  domain                 = codeartifact_domain.main.domain
  source_repository      = codeartifact_package_version.motd.repository
  destination_repository = codeartifact_repository.stage["production"].repository
  format                 = codeartifact_package_version.motd.format
  namespace              = codeartifact_package_version.motd.namespace
  package                = codeartifact_package_version.motd.package
  version                = codeartifact_package_version.motd.version

  # New content is copied with the apply that publishes it.
  source_revision = codeartifact_package_version.motd.revision
}
