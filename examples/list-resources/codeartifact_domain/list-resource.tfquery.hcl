# Every domain of the account in the Region of the provider.
list "codeartifact_domain" "all" {
  provider = codeartifact
}
