//! Repositories and their upstreams.

use std::time::{Instant, SystemTime};

use aws_sdk_codeartifact::types::{
    RepositoryDescription, RepositoryExternalConnectionInfo, UpstreamRepository,
};

use super::adoption::{already_exists, made_since};
use super::tags::to_wire;
use crate::aws::calls::call;
use crate::aws::client::Aws;
use crate::aws::failure::{Error, Kind, Result};
use crate::aws::names::time::rfc3339;
use crate::aws::names::{RepositoryId, Tags};

/// The types of resource whose absence means that a repository does not exist: it cannot outlive
/// its domain.
const GONE: [&str; 2] = ["repository", "domain"];

/// A repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Repository {
    /// Name.
    pub name: String,
    /// Account that manages it.
    pub administrator_account: String,
    /// Name of its domain.
    pub domain: String,
    /// Account that owns the domain.
    pub domain_owner: String,
    /// ARN.
    pub arn: String,
    /// Description, if it has one.
    pub description: Option<String>,
    /// Names of the repositories that it takes packages from, in the order in which they are
    /// searched.
    pub upstreams: Vec<String>,
    /// Public repositories that it takes packages from: one at most.
    pub external_connections: Vec<ExternalConnection>,
    /// When it was created, in RFC 3339 format.
    pub created_time: String,
}

/// A connection to a public repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExternalConnection {
    /// Name, such as `public:npmjs`.
    pub name: String,
    /// Format of the packages, such as `npm`.
    pub package_format: String,
    /// Status: the service writes `AVAILABLE`.
    pub status: String,
}

impl Aws {
    /// Creates a repository. Calls about it wait until it can be seen.
    pub(crate) async fn create_repository(
        &self,
        id: &RepositoryId,
        description: Option<&str>,
        upstreams: &[String],
        tags: &Tags,
    ) -> Result<Repository> {
        let began = Instant::now();
        let asked = Asked { description, upstreams, tags };
        let made = match self.send_create(id, &asked).await {
            Err(conflict) if conflict.kind() == Kind::Conflict => {
                let began = conflict.service_time_of(began);
                self.adopt_repository(id, &asked, began, conflict).await?
            }
            made => made?,
        };
        let region = id.domain.region.as_deref();
        self.learn_account(id.domain.owner.as_deref(), &made.domain_owner);
        self.made.note("repository", self.region_of(region), id);
        Ok(made)
    }

    /// The repository, or `None` if it does not exist.
    pub(crate) async fn describe_repository(
        &self,
        id: &RepositoryId,
    ) -> Result<Option<Repository>> {
        let answer = call!(self, repository(id), describe_repository()).await;
        let found = match answer {
            Err(error) if error.says_absent(&GONE) => return Ok(None),
            answer => described(answer?.repository)?,
        };
        self.learn_account(id.domain.owner.as_deref(), &found.domain_owner);
        Ok(Some(found))
    }

    /// Changes a repository. What is `None` stays as it is; an empty description and an empty list
    /// clear. The service refuses `upstreams`, even empty, for a repository with an external
    /// connection.
    pub(crate) async fn update_repository(
        &self,
        id: &RepositoryId,
        description: Option<&str>,
        upstreams: Option<&[String]>,
    ) -> Result<Repository> {
        let answer = call!(
            self,
            repository(id),
            update_repository()
                .set_description(description.map(str::to_owned))
                .set_upstreams(upstreams.map(upstreams_to_wire))
        )
        .await?;
        described(answer.repository)
    }

    /// Deletes a repository and all its packages. One that does not exist is as good.
    pub(crate) async fn delete_repository(&self, id: &RepositoryId) -> Result<()> {
        self.made.forget(self.region_of(id.domain.region.as_deref()), id);
        let answer = call!(self, repository(id), delete_repository()).await;
        match answer {
            Err(error) if !error.says_absent(&GONE) => Err(error),
            _ => Ok(()),
        }
    }

    async fn send_create(&self, id: &RepositoryId, asked: &Asked<'_>) -> Result<Repository> {
        let answer = call!(
            self,
            repository(id),
            create_repository()
                .set_description(asked.description.map(str::to_owned))
                .set_upstreams(asked.upstreams_to_wire())
                .set_tags(to_wire(asked.tags))
        )
        .await?;
        described(answer.repository)
    }

    /// The repository that an unanswered attempt of ours created, or else the conflict.
    async fn adopt_repository(
        &self,
        id: &RepositoryId,
        asked: &Asked<'_>,
        began: Option<SystemTime>,
        conflict: Error,
    ) -> Result<Repository> {
        let import_id = id.import_id(self.region());
        let conflict = already_exists(conflict, "codeartifact_repository", &import_id);
        if !conflict.in_doubt() {
            return Err(conflict);
        }
        match self.describe_repository(id).await {
            Ok(Some(found)) if self.is_our_repository(id, &found, asked, began).await => Ok(found),
            _ => Err(conflict),
        }
    }

    async fn is_our_repository(
        &self,
        id: &RepositoryId,
        found: &Repository,
        asked: &Asked<'_>,
        began: Option<SystemTime>,
    ) -> bool {
        let region = id.domain.region.as_deref();
        made_since(began, &found.created_time)
            && asked.is(found)
            && self.carries(&found.arn, region, asked.tags).await
    }
}

/// What a create asks for.
struct Asked<'a> {
    description: Option<&'a str>,
    upstreams: &'a [String],
    tags: &'a Tags,
}

impl Asked<'_> {
    fn is(&self, found: &Repository) -> bool {
        found.description.as_deref().unwrap_or_default() == self.description.unwrap_or_default()
            && found.upstreams == self.upstreams
            && found.external_connections.is_empty()
    }

    fn upstreams_to_wire(&self) -> Option<Vec<UpstreamRepository>> {
        (!self.upstreams.is_empty()).then(|| upstreams_to_wire(self.upstreams))
    }
}

fn upstreams_to_wire(names: &[String]) -> Vec<UpstreamRepository> {
    let build = |name: &String| {
        let upstream = UpstreamRepository::builder().repository_name(name).build();
        upstream.expect("an upstream lacks nothing once it has a name")
    };
    names.iter().map(build).collect()
}

pub(in crate::aws) fn described(answer: Option<RepositoryDescription>) -> Result<Repository> {
    let answer = answer.ok_or_else(|| Error::incomplete("a repository"))?;
    let upstreams = answer.upstreams.unwrap_or_default();
    let connections = answer.external_connections.unwrap_or_default();
    Ok(Repository {
        name: answer.name.unwrap_or_default(),
        administrator_account: answer.administrator_account.unwrap_or_default(),
        domain: answer.domain_name.unwrap_or_default(),
        domain_owner: answer.domain_owner.unwrap_or_default(),
        arn: answer.arn.unwrap_or_default(),
        // The service stores no empty description: one that was cleared is absent.
        description: answer.description.filter(|text| !text.is_empty()),
        upstreams: upstreams.into_iter().filter_map(|upstream| upstream.repository_name).collect(),
        external_connections: connections.into_iter().map(ExternalConnection::from).collect(),
        created_time: rfc3339(answer.created_time),
    })
}

impl From<RepositoryExternalConnectionInfo> for ExternalConnection {
    fn from(info: RepositoryExternalConnectionInfo) -> Self {
        let format = info.package_format.map(|format| format.as_str().to_owned());
        // Read as text: the service writes `AVAILABLE` where its own model says `Available`.
        let status = info.status.map(|status| status.as_str().to_owned());
        Self {
            name: info.external_connection_name.unwrap_or_default(),
            package_format: format.unwrap_or_default(),
            status: status.unwrap_or_default(),
        }
    }
}
