moved {
  from = aws_codeartifact_domain.main
  to   = codeartifact_domain.main
}

moved {
  from = aws_codeartifact_domain_permissions_policy.main
  to   = codeartifact_domain_permissions_policy.main
}

moved {
  from = aws_codeartifact_repository.store
  to   = codeartifact_repository.store
}

moved {
  from = aws_codeartifact_repository.shared
  to   = codeartifact_repository.shared
}

moved {
  from = aws_codeartifact_repository.npm
  to   = codeartifact_repository.npm
}

moved {
  from = aws_codeartifact_repository_permissions_policy.npm
  to   = codeartifact_repository_permissions_policy.npm
}
