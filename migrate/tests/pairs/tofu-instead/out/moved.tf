moved {
  from = aws_codeartifact_domain.main
  to   = codeartifact_domain.main
}

moved {
  from = aws_codeartifact_domain.regions
  to   = codeartifact_domain.regions
}
