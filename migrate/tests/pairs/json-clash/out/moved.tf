moved {
  from = aws_codeartifact_domain.main
  to   = codeartifact_domain.main
}

moved {
  from = aws_codeartifact_domain.second
  to   = codeartifact_domain.second
}

moved {
  from = awscc_codeartifact_domain.third
  to   = codeartifact_domain.third
}
