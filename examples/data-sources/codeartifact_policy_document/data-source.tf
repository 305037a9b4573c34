# The permissions policy of a repository.
data "codeartifact_policy_document" "readers" {
  resource_type = "repository"

  statements = [{
    principals = { AWS = ["arn:aws:iam::111122223333:root"] }
    actions    = ["codeartifact:ReadFromRepository", "codeartifact:DescribePackageVersion"]
    condition  = { StringEquals = { "aws:PrincipalOrgID" = ["o-a1b2c3d4e5"] } }
  }]
}

# The policy of a CI role, for `aws_iam_role_policy`: it reads and publishes with a token.
data "codeartifact_policy_document" "ci" {
  resource_type = "identity"

  grants = [{
    access       = "publish"
    domain_arn   = "arn:aws:codeartifact:eu-west-1:111122223333:domain/main"
    repositories = ["internal"]
    packages     = [{ format = "npm", namespace = "acme" }]
  }]
}

output "readers" {
  value = data.codeartifact_policy_document.readers.json
}

output "ci" {
  value = data.codeartifact_policy_document.ci.json
}
