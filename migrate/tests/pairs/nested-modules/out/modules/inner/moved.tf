moved {
  from = aws_codeartifact_domain.d
  to   = codeartifact_domain.d
}
