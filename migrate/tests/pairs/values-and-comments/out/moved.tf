moved {
  from = aws_codeartifact_repository.dynamic
  to   = codeartifact_repository.dynamic
}

moved {
  from = aws_codeartifact_repository.chosen
  to   = codeartifact_repository.chosen
}

moved {
  from = aws_codeartifact_domain.main
  to   = codeartifact_domain.main
}

moved {
  from = aws_codeartifact_package_origin_configuration.tool
  to   = codeartifact_package_origin_configuration.tool
}
