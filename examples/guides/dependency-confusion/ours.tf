# Our names: every package of a scope (/*), and all packages that start with a word (~).
resource "codeartifact_package_group" "ours" {
  for_each = toset(["/npm/acme/*", "/npm//acme~"])

  domain       = codeartifact_domain.main.domain
  pattern      = each.key
  description  = "What we write ourselves."
  contact_info = "platform@example.com"

  origin_configuration = {
    publish = {
      mode         = "ALLOW_SPECIFIC_REPOSITORIES"
      repositories = [codeartifact_repository.internal.repository]
    }
    external_upstream = { mode = "BLOCK" }
  }
}
