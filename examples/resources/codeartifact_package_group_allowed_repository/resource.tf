resource "codeartifact_domain" "main" {
  domain = "main"
}

resource "codeartifact_package_group" "ours" {
  domain  = codeartifact_domain.main.domain
  pattern = "/npm/my-scope/*"

  origin_configuration = {
    publish = { mode = "ALLOW_SPECIFIC_REPOSITORIES" }
  }

  lifecycle { ignore_changes = [origin_configuration] }
}

resource "codeartifact_repository" "team" {
  domain     = codeartifact_domain.main.domain
  repository = "team"
}

resource "codeartifact_package_group_allowed_repository" "team" {
  domain                  = codeartifact_domain.main.domain
  pattern                 = codeartifact_package_group.ours.pattern
  origin_restriction_type = "PUBLISH"
  repository              = codeartifact_repository.team.repository
}
