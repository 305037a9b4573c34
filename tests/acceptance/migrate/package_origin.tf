resource "aws_codeartifact_package_origin_configuration" "left_pad" {
  domain     = aws_codeartifact_domain.main.domain
  repository = aws_codeartifact_repository.npm.repository
  format     = "npm"
  package    = "left-pad"

  restrictions {
    publish  = "BLOCK"
    upstream = "ALLOW"
  }
}
