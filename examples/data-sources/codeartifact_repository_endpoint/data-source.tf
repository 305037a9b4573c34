data "codeartifact_repository_endpoint" "pypi" {
  domain     = "main"
  repository = "internal"
  format     = "pypi"
}

output "pip_index_url" {
  value = "${data.codeartifact_repository_endpoint.pypi.repository_endpoint}simple/"
}
