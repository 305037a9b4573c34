# Packages without another package group: nothing is published, and nothing is ingested.
resource "codeartifact_package_group" "everything" {
  domain      = codeartifact_domain.main.domain
  pattern     = "/*"
  description = "Closed, unless a group below opens it."

  origin_configuration = {
    publish           = { mode = "BLOCK" }
    external_upstream = { mode = "BLOCK" }
    internal_upstream = { mode = "ALLOW" }
  }
}
