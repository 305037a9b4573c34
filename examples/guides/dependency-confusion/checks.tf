locals {
  # Names as people and programs write them: scope, name.
  ours = [["acme", "ui-kit"], [null, "acme-cli"], [null, "acme"]]
}

# Offline, with every plan: the patterns match what they are meant to match.
check "our_names_are_in_a_group" {
  assert {
    condition = alltrue([
      for name in local.ours : contains([
        for pattern in keys(codeartifact_package_group.ours) :
        provider::codeartifact::package_group_match(pattern, "npm", name[0], name[1])
      ], "STRONG")
    ])
    error_message = "A name of ours is in no group of ours."
  }
}

# In CodeArtifact: the package group that is associated with a package, and its effective restrictions.
data "codeartifact_associated_package_group" "cli" {
  domain     = codeartifact_domain.main.domain
  format     = "npm"
  package    = "acme-cli"
  depends_on = [codeartifact_package_group.ours]
}

check "our_names_do_not_come_in" {
  assert {
    condition = (
      data.codeartifact_associated_package_group.cli
      .package_group.restrictions["EXTERNAL_UPSTREAM"].effective_mode == "BLOCK"
    )
    error_message = "acme-cli can come from the public registry."
  }
}
