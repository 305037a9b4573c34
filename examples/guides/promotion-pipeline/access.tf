data "codeartifact_policy_document" "quarantine" {
  resource_type = "repository"

  statements = [
    {
      sid        = "BuildsPublish"
      principals = { AWS = [var.builders] }
      actions    = ["codeartifact:PublishPackageVersion"]
    },
    {
      sid        = "CheckersRead"
      principals = { AWS = [var.checkers] }
      actions    = ["codeartifact:GetPackageVersionAsset", "codeartifact:ReadFromRepository"]
    },
  ]
}

data "codeartifact_policy_document" "production" {
  resource_type = "repository"

  statements = [{
    sid        = "EverybodyInstalls"
    principals = { AWS = [var.builders, var.checkers, var.users] }
    actions    = ["codeartifact:GetPackageVersionAsset", "codeartifact:ReadFromRepository"]
  }]
}

resource "codeartifact_repository_permissions_policy" "quarantine" {
  domain          = codeartifact_domain.main.domain
  repository      = codeartifact_repository.quarantine.repository
  policy_document = data.codeartifact_policy_document.quarantine.json
}

resource "codeartifact_repository_permissions_policy" "production" {
  domain          = codeartifact_domain.main.domain
  repository      = codeartifact_repository.production.repository
  policy_document = data.codeartifact_policy_document.production.json
}

variable "builders" {
  description = "Who publishes candidates."
  type        = string
  default     = "arn:aws:iam::111122223333:role/build"
}

variable "checkers" {
  description = "Who checks them."
  type        = string
  default     = "arn:aws:iam::111122223333:role/check"
}

variable "users" {
  description = "Who installs what was checked."
  type        = string
  default     = "arn:aws:iam::111122223333:role/deploy"
}
