moved {
  from = awscc_codeartifact_domain.main
  to   = codeartifact_domain.main
}

moved {
  from = awscc_codeartifact_domain.open
  to   = codeartifact_domain.open
}

moved {
  from = awscc_codeartifact_repository.team
  to   = codeartifact_repository.team
}

moved {
  from = awscc_codeartifact_repository.tagged
  to   = codeartifact_repository.tagged
}

moved {
  from = awscc_codeartifact_package_group.company
  to   = codeartifact_package_group.company
}
