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

data "codeartifact_package_version_readme" "motd" {
  domain     = "main"
  repository = "internal"
  format     = "generic"
  namespace  = "operations"
  package    = codeartifact_package_version.motd.package
  version    = codeartifact_package_version.motd.version
}

output "found" {
  value = data.codeartifact_package_version_readme.motd.readme
}
