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

data "codeartifact_packages" "operations" {
  domain     = "main"
  repository = "internal"
  format     = "generic"
  namespace  = "operations"

  depends_on = [codeartifact_package_version.motd]
}

output "found" {
  value = data.codeartifact_packages.operations.packages[*].package
}
