moved {
  from = aws_codeartifact_package_origin_configuration.tool
  to   = codeartifact_package_origin_configuration.tool
}

moved {
  from = aws_codeartifact_repository_permissions_policy.mirror
  to   = codeartifact_repository_permissions_policy.mirror
}
