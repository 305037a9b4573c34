resource "codeartifact_domain" "main" {
  domain = "main"
}

resource "codeartifact_repository" "staging" {
  domain     = codeartifact_domain.main.domain
  repository = "staging"
}

locals {
  # arn:aws:codeartifact:eu-west-1:111122223333:package/main/staging/*
  packages = "${replace(codeartifact_repository.staging.arn, ":repository/", ":package/")}/*"
}

output "retention_policy" {
  description = "Permissions of the retention job, for aws_iam_role_policy."
  value = provider::codeartifact::policy_document({
    resource_type = "identity"

    statements = [
      {
        sid       = "Find"
        actions   = ["codeartifact:ListPackages"]
        resources = [codeartifact_repository.staging.arn]
      },
      {
        sid       = "Inspect"
        actions   = ["codeartifact:ListPackageVersions", "codeartifact:DescribePackageVersion"]
        resources = [local.packages]
      },
      {
        sid       = "Delete"
        actions   = ["codeartifact:DeletePackageVersions"]
        resources = [local.packages]
      },
    ]
  })
}
