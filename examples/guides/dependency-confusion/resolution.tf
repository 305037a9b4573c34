# With every plan: no public repository can provide a package of ours.
data "codeartifact_package_resolution" "cli" {
  domain     = codeartifact_domain.main.domain
  repository = codeartifact_repository.internal.repository
  format     = "npm"
  package    = "acme-cli"
  depends_on = [codeartifact_package_group.ours]
}

check "our_packages_never_come_from_outside" {
  assert {
    condition     = !data.codeartifact_package_resolution.cli.public
    error_message = data.codeartifact_package_resolution.cli.reason
  }
}

# The whole repository: packages that can be both published and ingested are in a group of ours.
data "codeartifact_packages" "exposed" {
  domain     = codeartifact_domain.main.domain
  repository = codeartifact_repository.internal.repository
  publish    = "ALLOW"
  upstream   = "ALLOW"
  depends_on = [codeartifact_package_group.ours]
}

check "no_other_package_is_exposed" {
  assert {
    condition = alltrue([
      for found in data.codeartifact_packages.exposed.packages : contains([
        for pattern in keys(codeartifact_package_group.ours) :
        provider::codeartifact::package_group_match(
          pattern, found.format, found.namespace, found.package
        )
      ], "STRONG")
    ])
    error_message = "Packages outside our groups can be both published and ingested."
  }
}
