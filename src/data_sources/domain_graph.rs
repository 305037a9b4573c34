//! The upstreams of a domain's repositories, as a picture.

use std::collections::BTreeSet;

use crate::aws::{Aws, RepositoryFilter, RepositoryId};
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::permissions::Permission;
use crate::framework::schema::{matching, object};
use crate::service::absence;
use crate::service::domain_graph::{self, Node};
use crate::service::named::{Named, NamedDomain};
use crate::service::names;
use crate::service::permissions;

object! {
    /// Provides details about the repositories of a CodeArtifact domain, their upstream repositories, and
    /// their external connections, with a diagram.
    ///
    /// The diagram can be stored in a Markdown file, in which GitHub and GitLab render it. By default,
    /// Mermaid renders at most 500 arrows and 50,000 characters: for larger domains, set `repository`.
    pub(super) struct DomainGraph {
        ..domain: NamedDomain {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// Names of repositories and external connections to highlight in the diagram, such as `sources` of
        /// the data source `codeartifact_package_resolution`.
        highlight: Option<Vec<String>>,
        /// Name of the repository to start with. The diagram then contains only this repository and the
        /// repositories that are searched for its packages. Defaults to all repositories of the domain.
        repository: Option<String> = matching(names::REPOSITORY),
        /// Diagram of the repositories, as a Mermaid flowchart. An arrow leads from a repository to each
        /// upstream repository, numbered in search order if there are several, and to the external connection.
        mermaid: Computed<String>,
        /// Repositories in the diagram, by name. Deleted upstream repositories are not included.
        repositories: Computed<Vec<Drawn>>,
    }
}

object! {
    /// A repository in the diagram.
    pub(super) struct Drawn {
        /// Name of the repository.
        repository: Computed<String>,
        /// Names of the upstream repositories, in search order.
        upstreams: Computed<Vec<String>>,
        /// Name of the external connection of the repository. Null if it has none.
        external_connection: Computed<Option<String>>,
    }
}

impl DataSource for DomainGraph {
    const NAME: &'static str = "domain_graph";
    const OPERATIONS: &'static [&'static str] =
        &["DescribeDomain", "DescribeRepository", "ListRepositoriesInDomain"];
    const PERMISSIONS: &'static [Permission] = &[
        permissions::OWNER,
        Permission::to_plan(&["ListRepositoriesInDomain"]).when("If `repository` is not set."),
    ];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.domain.id();
        let begin = match &config.repository {
            Some(repository) => BTreeSet::from([repository.clone()]),
            None => {
                let all = RepositoryFilter::default();
                let found = aws.list_repositories_in_domain(&id, &all).await?;
                found.into_iter().map(|found| found.name).collect()
            }
        };
        let found = domain_graph::reached_from(begin, &id, aws).await?;
        if let Some(repository) = &config.repository
            && found.get(repository) == Some(&None)
        {
            let id = RepositoryId { domain: id, repository: repository.clone() };
            return Err(absence::of_repository(&id, aws).await);
        }
        let mermaid =
            domain_graph::mermaid(&found, config.highlight.as_deref().unwrap_or_default());
        let repositories =
            found.into_iter().filter_map(|(name, node)| Some(Drawn::of(name, node?)));
        Ok(Self {
            domain: config.domain.settled(aws).await,
            mermaid: mermaid.into(),
            repositories: repositories.collect::<Vec<_>>().into(),
            ..config
        })
    }
}

impl Drawn {
    fn of(repository: String, node: Node) -> Self {
        Self {
            repository: repository.into(),
            upstreams: node.upstreams.into(),
            external_connection: node.connection.into(),
        }
    }
}
