# Values in the form that CodeArtifact returns. A mock replaces all other values with random letters.
mock_resource "codeartifact_domain" {
  defaults = {
    arn            = "arn:aws:codeartifact:eu-west-1:111122223333:domain/main"
    id             = "arn:aws:codeartifact:eu-west-1:111122223333:domain/main"
    owner          = "111122223333"
    region         = "eu-west-1"
    created_time   = "2026-01-01T00:00:00Z"
    encryption_key = "arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012"
    s3_bucket_arn  = "arn:aws:s3:::assets-111122223333-eu-west-1"
  }
}

mock_resource "codeartifact_repository" {
  defaults = {
    arn                   = "arn:aws:codeartifact:eu-west-1:111122223333:repository/main/internal"
    id                    = "arn:aws:codeartifact:eu-west-1:111122223333:repository/main/internal"
    administrator_account = "111122223333"
    domain_owner          = "111122223333"
    region                = "eu-west-1"
    created_time          = "2026-01-01T00:00:00Z"
    endpoint              = "https://main-111122223333.d.codeartifact.eu-west-1.amazonaws.com/{format}/internal/"
  }
}

mock_data "codeartifact_domain" {
  defaults = {
    arn            = "arn:aws:codeartifact:eu-west-1:111122223333:domain/main"
    domain_owner   = "111122223333"
    region         = "eu-west-1"
    created_time   = "2026-01-01T00:00:00Z"
    encryption_key = "arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012"
    s3_bucket_arn  = "arn:aws:s3:::assets-111122223333-eu-west-1"
    status         = "Active"
  }
}

mock_data "codeartifact_repository" {
  defaults = {
    arn                   = "arn:aws:codeartifact:eu-west-1:111122223333:repository/main/internal"
    administrator_account = "111122223333"
    domain_owner          = "111122223333"
    region                = "eu-west-1"
    created_time          = "2026-01-01T00:00:00Z"
    endpoint              = "https://main-111122223333.d.codeartifact.eu-west-1.amazonaws.com/{format}/internal/"
  }
}

mock_data "codeartifact_repository_endpoint" {
  defaults = {
    domain_owner        = "111122223333"
    region              = "eu-west-1"
    repository_endpoint = "https://main-111122223333.d.codeartifact.eu-west-1.amazonaws.com/npm/internal/"
  }
}

mock_data "codeartifact_policy_document" {
  defaults = {
    json = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":\"codeartifact:ReadFromRepository\",\"Resource\":\"*\"}]}"
  }
}
