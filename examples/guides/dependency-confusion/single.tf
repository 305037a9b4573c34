# One package of ours whose name matches no pattern.
resource "codeartifact_package_origin_configuration" "left_pad" {
  domain     = codeartifact_domain.main.domain
  repository = codeartifact_repository.internal.repository
  format     = "npm"
  package    = "pad-left-acme"
  publish    = "ALLOW"
  upstream   = "BLOCK"
}
