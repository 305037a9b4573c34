# All objects in the domain that drift detection compares with the states.

list "codeartifact_repository" "all" {
  provider         = codeartifact
  include_resource = true
  limit            = 1000

  config {
    domain = "main"
  }
}

list "codeartifact_domain_permissions_policy" "all" {
  provider         = codeartifact
  include_resource = true
}

list "codeartifact_repository_permissions_policy" "all" {
  provider         = codeartifact
  include_resource = true
  limit            = 1000

  config {
    domain = "main"
  }
}

list "codeartifact_package_group" "all" {
  provider         = codeartifact
  include_resource = true
  limit            = 1000

  config {
    domain = "main"
  }
}
