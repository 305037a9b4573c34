output "domain" {
  description = "Domain: its `arn`, `domain`, and `owner`."
  value = {
    arn    = codeartifact_domain.this.arn
    domain = codeartifact_domain.this.domain
    owner  = codeartifact_domain.this.owner
  }
}

output "endpoints" {
  description = "Endpoints of the shared and team repositories, with `{format}` in place of the package format, by name."
  value       = { for name, repository in local.repositories : name => repository.endpoint }
}

output "client_files" {
  description = "Configuration files of package managers, without tokens, by repository and file name."
  value = {
    for name, repository in local.repositories : name => {
      ".npmrc"       = provider::codeartifact::npmrc(repository.endpoint, null)
      "pip.conf"     = provider::codeartifact::pip_conf(repository.endpoint, null)
      "settings.xml" = provider::codeartifact::maven_settings(repository.endpoint, null)
      "NuGet.Config" = provider::codeartifact::nuget_config(repository.endpoint, null)
    }
  }
}

output "retention_policy" {
  description = "Identity policy of a job that deletes old package versions from the shared and team repositories. Null if there are no such repositories."
  value = length(local.repositories) == 0 ? null : provider::codeartifact::policy_document({
    resource_type = "identity"
    statements = [
      {
        sid       = "Find"
        actions   = ["codeartifact:ListPackages"]
        resources = [for repository in values(local.repositories) : repository.arn]
      },
      {
        sid     = "Delete"
        actions = ["codeartifact:DeletePackageVersions", "codeartifact:DescribePackageVersion", "codeartifact:ListPackageVersions"]
        resources = [
          for repository in values(local.repositories) : "${replace(repository.arn, ":repository/", ":package/")}/*"
        ]
      },
    ]
  })
}

output "graph" {
  description = "Diagram of all repositories in the domain, as a Mermaid flowchart. Null if `graph` is `false`."
  value       = one(data.codeartifact_domain_graph.this[*].mermaid)
}
