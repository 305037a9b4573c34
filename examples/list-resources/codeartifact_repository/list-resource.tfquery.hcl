# The repositories of a domain whose names begin with "team-", with all that
# `terraform query -generate-config-out=repositories.tf` needs to write them down.
list "codeartifact_repository" "teams" {
  provider         = codeartifact
  include_resource = true
  limit            = 1000

  config {
    domain            = "main"
    repository_prefix = "team-"
  }
}
