moved {
  from = awscc_codeartifact_package_group.inner
  to   = codeartifact_package_group.inner
}

moved {
  from = awscc_codeartifact_package_group.outer
  to   = codeartifact_package_group.outer
}
