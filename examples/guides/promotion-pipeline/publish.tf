resource "codeartifact_package_version" "candidate" {
  for_each = toset(["1.0.0", "1.1.0"])

  domain     = codeartifact_domain.main.domain
  repository = codeartifact_repository.quarantine.repository
  namespace  = "tools"
  package    = "greeter"
  version    = each.key

  assets = {
    "greeter.sh" = {
      content_base64 = base64encode("echo This is greeter ${each.key}.\n")
    }
  }
}
