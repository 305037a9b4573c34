resource "codeartifact_domain" "d" {
  domain = "dd"
}
