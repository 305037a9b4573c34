resource "codeartifact_domain" "main" {
  domain = "main"
}

resource "codeartifact_domain_permissions_policy" "main" {
  domain = codeartifact_domain.main.domain

  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OtherAccountsMayUseTheDomain"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:root" }
      Action = [
        "codeartifact:DescribeDomain",
        "codeartifact:GetAuthorizationToken",
        "codeartifact:ListRepositoriesInDomain",
      ]
      Resource = "*"
    }]
  })
}
