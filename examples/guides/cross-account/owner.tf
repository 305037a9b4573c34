resource "codeartifact_domain" "main" {
  domain = "main"
}

resource "codeartifact_repository" "shared" {
  domain      = codeartifact_domain.main.domain
  repository  = "shared"
  description = "What all teams may use."
}

locals {
  team = "arn:aws:iam::${var.team_account}:root"
}

data "codeartifact_policy_document" "domain" {
  resource_type = "domain"

  statements = [{
    sid        = "TeamWorksHere"
    principals = { AWS = [local.team] }
    actions = [
      "codeartifact:CreateRepository",
      "codeartifact:DescribeDomain",
      "codeartifact:GetAuthorizationToken",
      "codeartifact:ListRepositoriesInDomain",
      "codeartifact:TagResource",
    ]
  }]
}

data "codeartifact_policy_document" "shared" {
  resource_type = "repository"

  statements = [{
    sid        = "TeamReads"
    principals = { AWS = [local.team] }
    actions = [
      "codeartifact:AssociateWithDownstreamRepository",
      "codeartifact:DescribeRepository",
      "codeartifact:GetRepositoryEndpoint",
      "codeartifact:ReadFromRepository",
    ]
  }]
}

resource "codeartifact_domain_permissions_policy" "main" {
  domain          = codeartifact_domain.main.domain
  policy_document = data.codeartifact_policy_document.domain.json
}

resource "codeartifact_repository_permissions_policy" "shared" {
  domain          = codeartifact_domain.main.domain
  repository      = codeartifact_repository.shared.repository
  policy_document = data.codeartifact_policy_document.shared.json
}
