moved {
  from = aws_codeartifact_domain.main
  to   = codeartifact_domain.main
}

moved {
  from = aws_codeartifact_domain.other
  to   = codeartifact_domain.other
}

moved {
  from = aws_codeartifact_repository.npm
  to   = codeartifact_repository.npm
}
