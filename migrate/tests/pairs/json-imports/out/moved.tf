moved {
  from = aws_codeartifact_package_origin_configuration.tool
  to   = codeartifact_package_origin_configuration.tool
}

moved {
  from = aws_codeartifact_package_origin_configuration.other
  to   = codeartifact_package_origin_configuration.other
}

moved {
  from = awscc_codeartifact_domain.main
  to   = codeartifact_domain.main
}
