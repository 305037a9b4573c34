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
    # A file would be: "tool.zip" = { source = "build/tool.zip" }
  }
}
