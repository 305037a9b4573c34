resource "codeartifact_domain" "main" {
  domain = "main"
}

resource "codeartifact_repository" "internal" {
  domain     = codeartifact_domain.main.domain
  repository = "internal"
}

resource "codeartifact_repository_permissions_policy" "internal" {
  domain     = codeartifact_domain.main.domain
  repository = codeartifact_repository.internal.repository

  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OtherAccountsMayRead"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::444455556666:root" }
      Action = [
        "codeartifact:GetRepositoryEndpoint",
        "codeartifact:ReadFromRepository",
      ]
      Resource = "*"
    }]
  })
}
