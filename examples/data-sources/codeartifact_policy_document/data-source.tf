data "codeartifact_policy_document" "readers" {
  resource_type = "repository"

  statements = [{
    principals = { AWS = ["arn:aws:iam::111122223333:root"] }
    actions    = ["codeartifact:ReadFromRepository", "codeartifact:DescribePackageVersion"]
    conditions = { StringEquals = { "aws:PrincipalOrgID" = ["o-a1b2c3d4e5"] } }
  }]
}

output "json" {
  value = data.codeartifact_policy_document.readers.json
}
