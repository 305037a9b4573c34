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

data "codeartifact_package_versions" "motd" {
  domain     = "main"
  repository = "internal"
  format     = "generic"
  namespace  = "operations"
  package    = codeartifact_package_version.motd.package
  status     = "Published"
  sort_by    = "PUBLISHED_TIME"

  depends_on = [codeartifact_package_version.motd]
}

output "found" {
  value = data.codeartifact_package_versions.motd.versions[*].version
}
