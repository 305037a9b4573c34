//! Repositories, and all that they lead to.

use std::collections::{BTreeMap, BTreeSet};

use futures::{StreamExt, TryStreamExt, stream};

use crate::aws::{Aws, DomainId, Repository, RepositoryId};
use crate::framework::diagnostic::Result;

/// How many repositories are asked for at once.
const AT_ONCE: usize = 25;

/// Where a repository looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Node {
    /// Names of its upstreams, in the order in which they are searched.
    pub upstreams: Vec<String>,
    /// Name of the public repository that it is connected to.
    pub connection: Option<String>,
}

/// Repositories by their names; none stands for one that is an upstream and does not exist.
pub(crate) type Nodes = BTreeMap<String, Option<Node>>;

/// These repositories, and all that they lead to. Each is asked for once.
///
/// # Errors
/// One cannot be read.
pub(crate) async fn reached_from(
    names: BTreeSet<String>,
    domain: &DomainId,
    aws: &Aws,
) -> Result<Nodes> {
    let (mut seen, mut unseen) = (Nodes::new(), names);
    while !unseen.is_empty() {
        let looks = stream::iter(unseen).map(|name| look(name, domain, aws)).buffered(AT_ONCE);
        let found: Vec<_> = looks.try_collect().await?;
        seen.extend(found);
        let named = seen.values().flatten().flat_map(|node| &node.upstreams);
        unseen = named.filter(|name| !seen.contains_key(*name)).cloned().collect();
    }
    Ok(seen)
}

async fn look(name: String, domain: &DomainId, aws: &Aws) -> Result<(String, Option<Node>)> {
    let id = RepositoryId { domain: domain.clone(), repository: name.clone() };
    Ok((name, aws.describe_repository(&id).await?.map(Node::from)))
}

impl From<Repository> for Node {
    fn from(found: Repository) -> Self {
        let mut connections = found.external_connections.into_iter();
        let connection = connections.next().map(|connection| connection.name);
        Self { upstreams: found.upstreams, connection }
    }
}
