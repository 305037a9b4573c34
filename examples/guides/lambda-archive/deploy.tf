data "codeartifact_package_version_asset" "function" {
  domain     = codeartifact_domain.main.domain
  repository = codeartifact_repository.archives.repository
  format     = "generic"
  namespace  = "functions"
  package    = "hello"
  version    = "1.0.0"
  asset      = "function.zip"
  path       = "${path.root}/hello-1.0.0.zip"

  # Only if the same configuration publishes it.
  depends_on = [codeartifact_package_version.function]
}

output "archive" {
  description = "The archive as it was published, and its SHA-256."
  value = {
    path   = data.codeartifact_package_version_asset.function.path
    sha256 = data.codeartifact_package_version_asset.function.sha256
  }
}
