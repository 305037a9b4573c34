moved {
  from = aws_codeartifact_domain.main
  to   = codeartifact_domain.main
}

moved {
  from = aws_codeartifact_repository.r
  to   = codeartifact_repository.r
}

moved {
  from = aws_codeartifact_repository_permissions_policy.p
  to   = codeartifact_repository_permissions_policy.p
}

moved {
  from = aws_codeartifact_package_origin_configuration.o
  to   = codeartifact_package_origin_configuration.o
}
