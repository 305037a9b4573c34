data "codeartifact_domain_graph" "main" {
  domain = "main"
}

# Only what one repository searches.
data "codeartifact_domain_graph" "internal" {
  domain     = "main"
  repository = "internal"
}

# A file that GitHub and GitLab render.
output "graph" {
  value = "```mermaid\n${data.codeartifact_domain_graph.main.mermaid}```\n"
}
