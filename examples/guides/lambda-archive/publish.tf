resource "codeartifact_package_version" "function" {
  domain     = codeartifact_domain.main.domain
  repository = codeartifact_repository.archives.repository
  namespace  = "functions"
  package    = "hello"
  version    = "1.0.0"

  assets = {
    "function.zip" = { source = "${path.module}/function.zip" }
  }
}
