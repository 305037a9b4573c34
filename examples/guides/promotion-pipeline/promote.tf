variable "approved" {
  description = "SHA-256 of greeter.sh in each version that passed the checks."
  type        = map(string)
  default = {
    "1.0.0" = "48641fb2419fb209a976a6bf4edfcc86f79e7becf19bfefbe19b37d23d9411c8"
  }
}

data "codeartifact_package_version_assets" "approved" {
  for_each = var.approved

  domain     = codeartifact_domain.main.domain
  repository = codeartifact_repository.quarantine.repository
  format     = "generic"
  namespace  = "tools"
  package    = "greeter"
  version    = each.key

  # Only if the same configuration publishes the candidates.
  depends_on = [codeartifact_package_version.candidate]
}

data "codeartifact_package_version" "approved" {
  for_each = var.approved

  domain     = codeartifact_domain.main.domain
  repository = codeartifact_repository.quarantine.repository
  format     = "generic"
  namespace  = "tools"
  package    = "greeter"
  version    = each.key

  depends_on = [codeartifact_package_version.candidate]
}

resource "codeartifact_package_version_copy" "approved" {
  for_each = var.approved

  domain                 = codeartifact_domain.main.domain
  source_repository      = codeartifact_repository.quarantine.repository
  destination_repository = codeartifact_repository.production.repository
  format                 = "generic"
  namespace              = "tools"
  package                = "greeter"
  version                = each.key
  on_destroy             = "archive"

  # A candidate that was published again is copied with the apply that approves it.
  source_revision = data.codeartifact_package_version.approved[each.key].revision

  lifecycle {
    precondition {
      condition = each.value == one([
        for asset in data.codeartifact_package_version_assets.approved[each.key].assets :
        asset.hashes["SHA-256"] if asset.name == "greeter.sh"
      ])
      error_message = "greeter.sh ${each.key} in quarantine is not the file that was approved."
    }
  }
}
