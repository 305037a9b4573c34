# The policies of all domains of the account, with their documents.
list "codeartifact_domain_permissions_policy" "all" {
  provider         = codeartifact
  include_resource = true
}
