locals {
  actions = {
    read = [
      "codeartifact:DescribePackageVersion",
      "codeartifact:GetPackageVersionAsset",
      "codeartifact:GetRepositoryEndpoint",
      "codeartifact:ListPackageVersions",
      "codeartifact:ListPackages",
      "codeartifact:ReadFromRepository",
    ]
    publish = ["codeartifact:PublishPackageVersion", "codeartifact:PutPackageMetadata"]
  }

  # The grants of each repository that has any.
  granted = {
    for repository in concat(keys(var.shared), keys(var.teams)) : repository => {
      for name, grant in var.grants : name => grant
      if contains(coalesce(grant.repositories, [repository]), repository)
    }
  }
}

resource "codeartifact_domain_permissions_policy" "this" {
  count = length(var.grants) > 0 ? 1 : 0

  domain = codeartifact_domain.this.domain

  policy_document = provider::codeartifact::policy_document({
    resource_type = "domain"
    statements = [
      for name, grant in var.grants : {
        sid        = name
        principals = { AWS = grant.principals }
        actions    = ["codeartifact:GetAuthorizationToken"]
      }
    ]
  })
}

resource "codeartifact_repository_permissions_policy" "this" {
  for_each = { for repository, grants in local.granted : repository => grants if length(grants) > 0 }

  domain     = codeartifact_domain.this.domain
  repository = local.repositories[each.key].repository

  policy_document = provider::codeartifact::policy_document({
    resource_type = "repository"
    statements = [
      for name, grant in each.value : {
        sid        = name
        principals = { AWS = grant.principals }
        actions    = grant.access == "publish" ? concat(local.actions.read, local.actions.publish) : local.actions.read
      }
    ]
  })
}
