data "codeartifact_external_connections" "maven" {
  format = "maven"
}

output "names" {
  value = data.codeartifact_external_connections.maven.external_connections[*].name
}
