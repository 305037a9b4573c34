resource "codeartifact_package_group" "ours" {
  domain  = "main"
  pattern = "/npm//acme~"

  origin_configuration = {
    publish = {
      mode         = "ALLOW_SPECIFIC_REPOSITORIES"
      repositories = ["internal"]
    }
    external_upstream = { mode = "BLOCK" }
  }
}

data "codeartifact_package_resolution" "cli" {
  domain     = "main"
  repository = "internal"
  format     = "npm"
  package    = "acme-cli"
  depends_on = [codeartifact_package_group.ours]
}

check "internal_packages_never_come_from_outside" {
  assert {
    condition     = !data.codeartifact_package_resolution.cli.public
    error_message = data.codeartifact_package_resolution.cli.reason
  }
}

# The repository that contains a package, and the repository that contains one version of it.
resource "codeartifact_package_version" "motd" {
  domain     = "main"
  repository = "internal"
  namespace  = "operations"
  package    = "motd"
  version    = "1.0.0"

  assets = {
    "motd.txt" = {
      content_base64 = base64encode("Welcome.\n")
    }
  }
}

data "codeartifact_package_resolution" "motd" {
  domain     = "main"
  repository = "internal"
  format     = "generic"
  namespace  = "operations"
  package    = codeartifact_package_version.motd.package
}

data "codeartifact_package_resolution" "motd_version" {
  domain     = "main"
  repository = "internal"
  format     = "generic"
  namespace  = "operations"
  package    = codeartifact_package_version.motd.package
  version    = codeartifact_package_version.motd.version
}

output "source" {
  value = data.codeartifact_package_resolution.motd_version.source
}
