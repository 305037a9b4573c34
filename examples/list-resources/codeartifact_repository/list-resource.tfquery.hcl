# The repositories of a domain whose names start with "team-", with everything that
# `terraform query -generate-config-out=repositories.tf` needs to write the configuration.
list "codeartifact_repository" "teams" {
  provider         = codeartifact
  include_resource = true
  limit            = 1000

  config {
    domain            = "main"
    repository_prefix = "team-"
  }
}
