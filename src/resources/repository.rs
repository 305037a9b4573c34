//! Repositories.

use crate::aws::{self, Aws, Kind, PackageFilter, RepositoryId, Setter};
use crate::framework::diagnostic::{Diagnostic, Result};
use crate::framework::field::{Computed, Field};
use crate::framework::loss::Loss;
use crate::framework::moves::Move;
use crate::framework::path::Path;
use crate::framework::permissions::Permission;
use crate::framework::plan::Change;
use crate::framework::resource::Resource;
use crate::framework::schema::{items, length, matching, object, stable};
use crate::framework::validate::Rule;
use crate::framework::value::Value;
use crate::service::keys::RepositoryKey;
use crate::service::permissions;
use crate::service::tags::{self, Tags};
use crate::service::time::Time;
use crate::service::{deletion, external_connections, moves, names, region, upstreams};

object! {
    /// Manages a CodeArtifact repository with its upstream repositories or its external connection
    /// to a public repository.
    ///
    /// The configuration is authoritative: removing an argument clears it, and the order of
    /// `upstreams` is the search order.
    ///
    /// !> Destroying or replacing a repository deletes every package in it. To keep the repository,
    /// set `deletion_protection`, set `prevent_destroy` in its `lifecycle` block, or remove it from
    /// the configuration with a `removed` block that has `destroy = false`.
    ///
    /// If an upstream repository is deleted and re-created under the same name, CodeArtifact does
    /// not reconnect it until the list is updated: run `terraform apply -replace` for a
    /// `codeartifact_repository_upstreams`, or change the list and change it back.
    pub(crate) struct Repository {
        ..key: RepositoryKey {
            /// Name of the repository, unique in the domain.
            repository,
        },
        /// Description of the repository.
        description: Option<String> = length(0, 1000).matching(names::DESCRIPTION),
        /// Names of the upstream repositories in the domain, in search order. CodeArtifact
        /// searches at most 25 repositories for a package, those of upstream repositories included.
        upstreams: Option<Vec<String>> = items(0, 10).matching(names::REPOSITORY),
        /// Name of the external connection, which ingests packages from a public repository:
        /// `public:npmjs`, `public:pypi`, `public:nuget-org`, `public:maven-central`,
        /// `public:maven-googleandroid`, `public:maven-gradleplugins`, `public:maven-commonsware`,
        /// `public:maven-clojars`, `public:ruby-gems-org`, or `public:crates-io`.
        external_connection: Option<String> = matching(names::EXTERNAL_CONNECTION),
        /// Whether to reject the deletion of the repository while it contains packages. Defaults to
        /// `false`. The value is not stored in CodeArtifact, and import does not set it.
        deletion_protection: Option<bool>,
        /// Tags of the repository.
        tags: Option<Tags>,
        /// All tags of the repository, including the provider's `default_tags`.
        tags_all: Computed<Tags>,
        /// ARN of the repository.
        arn: Computed<String> = stable(),
        /// ARN of the repository, as in the AWS provider.
        id: Computed<String> = stable(),
        /// AWS account ID of the repository's administrator.
        administrator_account: Computed<String> = stable(),
        /// Creation time of the repository, in RFC 3339 format.
        created_time: Computed<Time> = stable(),
        /// Endpoint of the repository for package managers, with `{format}` in place of the package
        /// format. The functions that create configuration files accept it unchanged. The function
        /// `endpoint` returns the endpoint for one format. Null if a custom CodeArtifact endpoint
        /// does not return it.
        endpoint: Computed<Option<String>> = stable(),
    }
}

impl Resource for Repository {
    const NAME: &'static str = "repository";
    const OPERATIONS: &'static [&'static str] = &[
        "CreateRepository",
        "DescribeRepository",
        "UpdateRepository",
        "DeleteRepository",
        "AssociateExternalConnection",
        "DisassociateExternalConnection",
        "GetRepositoryEndpoint",
        "ListPackages",
        "ListTagsForResource",
        "TagResource",
        "UntagResource",
    ];
    const PERMISSIONS: &'static [Permission] = &[
        permissions::TAGS,
        permissions::DOWNSTREAM.when("To set `upstreams`, on each upstream repository."),
        Permission::to_apply(&["AssociateExternalConnection", "DisassociateExternalConnection"])
            .when("To set, change, or remove `external_connection`."),
        Permission::to_apply(&["ListPackages"])
            .when("To delete a repository with `deletion_protection = true`."),
        Permission::to_plan(&["GetRepositoryEndpoint"]).when(
            "To find `endpoint` with a custom endpoint for CodeArtifact, or outside the partition `aws`. \
             Without the permission it is null.",
        ),
    ];
    const RULES: &'static [Rule] = &[
        Rule::Conflicts(&["upstreams", "external_connection"]),
        upstreams::NOT_ITSELF,
        upstreams::ONCE_EACH,
    ];
    const MOVES: &'static [Move] = &[moves::aws::REPOSITORY, moves::awscc::REPOSITORY];
    type Key = RepositoryKey;
    type Client = Aws;

    fn plan(change: &mut Change, aws: Option<&Aws>) -> Result<()> {
        region::plan(change, aws)?;
        tags::plan(change, aws);
        external_connections::warn(change);
        upstreams::warn_of_rival(change, aws, Setter::Repository);
        Ok(())
    }

    async fn create(plan: Self, aws: &Aws) -> Result<Self> {
        let tags = tags::initial(aws, plan.tags.as_ref());
        let upstreams = plan.upstreams.as_deref().unwrap_or_default();
        let description = plan.description.as_deref();
        let made = aws.create_repository(&plan.key.id(), description, upstreams, &tags).await?;
        Ok(Self { tags: Some(Tags(tags)), ..made.into() })
    }

    async fn finish(plan: Self, made: Self, aws: &Aws) -> Result<Self> {
        let Some(connection) = &plan.external_connection else {
            return Ok(made);
        };
        let connected = aws.associate_external_connection(&plan.key.id(), connection).await?;
        Ok(Self { tags: made.tags, ..connected.into() })
    }

    async fn read(key: RepositoryKey, aws: &Aws) -> Result<Option<Self>> {
        let id = key.id();
        let arn = id.arn(aws.region()).map(|arn| arn.to_string());
        let (region, describe) = (id.domain.region.as_deref(), aws.describe_repository(&id));
        let found =
            tags::described(aws, arn.as_ref(), region, describe, |found| &found.arn).await?;
        Ok(found.map(|(found, tags)| Self { tags: Some(Tags(tags)), ..found.into() }))
    }

    async fn update(plan: Self, prior: Self, aws: &Aws) -> Result<Self> {
        let found = plan.update_links(&prior, aws).await?;
        let found =
            found.map_or_else(|| Self { arn: prior.arn.clone(), ..plan.clone() }, Self::from);
        let arn = found.arn.as_known().cloned().unwrap_or_default();
        let id = plan.key.id();
        let place = (arn.as_str(), id.domain.region.as_deref());
        let tags = tags::update(aws, place, prior.tags_all, plan.tags.as_ref()).await?;
        Ok(Self { tags: Some(tags), endpoint: prior.endpoint, ..found })
    }

    async fn delete(prior: Self, aws: &Aws) -> Result<()> {
        let id = prior.key.id();
        if prior.deletion_protection == Some(true) {
            deletion::only_if_empty(packages(&id, aws).await?, "package", "packages")?;
        }
        Ok(aws.delete_repository(&id).await?)
    }

    fn loss(state: &Value) -> Option<Loss> {
        deletion::loss(state, "Every package in the repository will be deleted")
    }

    /// Says why there is no address, since nothing failed for it.
    fn remarks(state: &Self, aws: &Aws) -> Vec<Diagnostic> {
        let id = state.key.id();
        let why = aws
            .why_no_address(&id.domain)
            .filter(|_| !matches!(state.endpoint, Computed::Known(Some(_))));
        let remark = |why| {
            let detail = format!(
                "`endpoint` of repository {id} is null, because CodeArtifact did not return it: {why}"
            );
            let at = Path::attribute("endpoint");
            Diagnostic::warning("The endpoint of the repository is not known", detail, at)
        };
        why.map(remark).into_iter().collect()
    }

    async fn settle(found: Self, before: &Value, aws: &Aws) -> Result<Self> {
        let remote = found.tags.clone().unwrap_or_default().0;
        let (tags, tags_all) = tags::settle(&remote, before, aws);
        let id = found.arn.clone();
        let endpoint = match Computed::<String>::decode(before.get("endpoint").clone())? {
            Computed::Known(known) => Some(known),
            Computed::Unknown => aws.address(&found.key.id()).await.ok(),
        };
        let deletion_protection = before.get("deletion_protection").clone().without_unknowns();
        let deletion_protection = Field::decode(deletion_protection)?;
        Ok(Self { id, deletion_protection, tags, tags_all, endpoint: endpoint.into(), ..found })
    }
}

/// The number of packages in a repository; none if it does not exist.
async fn packages(id: &RepositoryId, aws: &Aws) -> Result<usize> {
    match aws.list_packages(id, &PackageFilter::default()).await {
        Err(error) if error.kind() == Kind::NotFound => Ok(0),
        answer => Ok(answer?.len()),
    }
}

impl Repository {
    /// Changes the description, the upstreams and the connection, in an order in which the service
    /// refuses no step: a repository has upstreams or a connection, never both. The old connection
    /// goes first, the new one comes last, and upstreams are sent only where they change.
    ///
    /// Returns the repository as the last call left it, or nothing where nothing had to change.
    async fn update_links(&self, prior: &Self, aws: &Aws) -> Result<Option<aws::Repository>> {
        let id = self.key.id();
        let mut found = None;
        let reconnects = self.external_connection != prior.external_connection;
        if let (true, Some(old)) = (reconnects, &prior.external_connection) {
            aws.disassociate_external_connection(&id, old).await?;
        }
        let upstreams = self.upstreams.as_deref().unwrap_or_default();
        let upstreams =
            (prior.upstreams.as_deref().unwrap_or_default() != upstreams).then_some(upstreams);
        let description = self.description.as_deref().unwrap_or_default();
        let described = (prior.description.as_deref().unwrap_or_default() != description)
            .then_some(description);
        if upstreams.is_some() || described.is_some() {
            found = Some(aws.update_repository(&id, described, upstreams).await?);
        }
        if let (true, Some(new)) = (reconnects, &self.external_connection) {
            found = Some(aws.associate_external_connection(&id, new).await?);
        }
        if found.is_none() && reconnects {
            found = aws.describe_repository(&id).await?;
        }
        Ok(found)
    }
}

impl From<aws::Repository> for Repository {
    fn from(repository: aws::Repository) -> Self {
        let aws::Repository { domain, domain_owner, name, arn, .. } = repository;
        let connection = repository.external_connections.into_iter().next();
        Self {
            key: RepositoryKey::found(domain, domain_owner, name, &arn),
            description: repository.description,
            upstreams: Some(repository.upstreams),
            external_connection: connection.map(|connection| connection.name),
            deletion_protection: None,
            tags: None,
            tags_all: Computed::Unknown,
            id: Computed::Unknown,
            arn: arn.into(),
            administrator_account: repository.administrator_account.into(),
            created_time: Time(repository.created_time).into(),
            endpoint: Computed::Unknown,
        }
    }
}
