resource "codeartifact_domain" "main" {
  domain = "main"

  tags = {
    team = "platform"
  }
}
