//! What each operation demands: which actions, on which resources.

use serde_json::Value;

use super::items::items;
use crate::names::Tags;
use crate::names::caller::Caller;
use crate::names::coordinates::Coordinates;
use crate::names::resource::{DomainId, Resource};
use crate::operations::Call;
use crate::state::{Policy, World};

/// One action on one resource that a caller must be allowed.
#[derive(Debug)]
pub(super) struct Demand {
    /// The action, as policies write it.
    pub(super) action: String,
    /// ARN of the resource, or `*` where there is none.
    pub(super) resource: String,
    /// The domain, repository or package group that it is or is in; nothing where the account as a whole is meant.
    holder: Option<Resource>,
}

/// The resource that the action named like an operation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    Account,
    Domain,
    Repository,
    Package,
    Copy,
    Group,
    Tagged,
}

/// The resource of each operation.
const SCOPES: &[(Scope, &[&str])] = &[
    (Scope::Account, &["ListDomains", "ListRepositories"]),
    (
        Scope::Domain,
        &[
            "CreateDomain",
            "DescribeDomain",
            "DeleteDomain",
            "GetDomainPermissionsPolicy",
            "PutDomainPermissionsPolicy",
            "DeleteDomainPermissionsPolicy",
            "GetAuthorizationToken",
            "ListRepositoriesInDomain",
            "ListPackageGroups",
            "GetAssociatedPackageGroup",
        ],
    ),
    (
        Scope::Repository,
        &[
            "CreateRepository",
            "DescribeRepository",
            "UpdateRepository",
            "DeleteRepository",
            "GetRepositoryEndpoint",
            "AssociateExternalConnection",
            "DisassociateExternalConnection",
            "GetRepositoryPermissionsPolicy",
            "PutRepositoryPermissionsPolicy",
            "DeleteRepositoryPermissionsPolicy",
            "ListPackages",
        ],
    ),
    (
        Scope::Package,
        &[
            "DescribePackage",
            "DeletePackage",
            "PutPackageOriginConfiguration",
            "PublishPackageVersion",
            "DescribePackageVersion",
            "ListPackageVersions",
            "ListPackageVersionAssets",
            "ListPackageVersionDependencies",
            "GetPackageVersionAsset",
            "GetPackageVersionReadme",
            "UpdatePackageVersionsStatus",
            "DisposePackageVersions",
            "DeletePackageVersions",
        ],
    ),
    (Scope::Copy, &["CopyPackageVersions"]),
    (
        Scope::Group,
        &[
            "CreatePackageGroup",
            "DescribePackageGroup",
            "UpdatePackageGroup",
            "DeletePackageGroup",
            "UpdatePackageGroupOriginConfiguration",
            "ListAllowedRepositoriesForGroup",
            "ListSubPackageGroups",
            "ListAssociatedPackages",
        ],
    ),
    (Scope::Tagged, &["ListTagsForResource", "TagResource", "UntagResource"]),
];

fn scope(operation: &str) -> Scope {
    let found = SCOPES.iter().find(|(_, operations)| operations.contains(&operation));
    found.expect("a test compares the table with the operations").0
}

/// All that a call demands.
pub(super) fn demands(operation: &str, call: &Call<'_>) -> Vec<Demand> {
    let action = format!("codeartifact:{operation}");
    let text = |member: &str| call.inputs.get(member).and_then(Value::as_str).unwrap_or_default();
    let mut demands = vec![match scope(operation) {
        Scope::Account => Demand { action, resource: "*".to_owned(), holder: None },
        Scope::Domain => Demand::on(action, call.domain().resource()),
        Scope::Repository => Demand::on(action, call.domain().repository(text("repository"))),
        Scope::Package => Demand::on_package(action, call, text("repository")),
        Scope::Copy => Demand::on_package(action, call, text("destinationRepository")),
        Scope::Group => Demand::on(action, call.domain().group(text("packageGroup"))),
        Scope::Tagged => Demand::on_tagged(action, text("resourceArn")),
    }];
    match operation {
        "GetAuthorizationToken" => demands.push(Demand::bearer_token()),
        "CopyPackageVersions" => {
            let source = call.domain().repository(text("sourceRepository"));
            demands.push(Demand::on("codeartifact:ReadFromRepository".to_owned(), source));
        }
        _ => demands.extend(upstreams(call)),
    }
    if operation.starts_with("Create")
        && call.inputs.get("tags").is_some_and(|tags| !items(tags).is_empty())
    {
        let holder = demands[0].holder.clone();
        demands.extend(holder.map(|made| Demand::on("codeartifact:TagResource".to_owned(), made)));
    }
    demands
}

/// Each upstream must let the repository become its downstream.
fn upstreams(call: &Call<'_>) -> impl Iterator<Item = Demand> {
    let named = call.inputs.get("upstreams").map(items).unwrap_or_default();
    named.iter().filter_map(|upstream| upstream["repositoryName"].as_str()).map(|name| {
        let action = "codeartifact:AssociateWithDownstreamRepository".to_owned();
        Demand::on(action, call.domain().repository(name))
    })
}

impl Demand {
    fn on(action: String, holder: Resource) -> Demand {
        Demand { action, resource: holder.arn(), holder: Some(holder) }
    }

    fn on_package(action: String, call: &Call<'_>, repository: &str) -> Demand {
        let text = |member: &str| call.inputs.get(member).and_then(Value::as_str);
        let repository = call.domain().repository(repository);
        let (format, name) =
            (text("format").unwrap_or_default(), text("package").unwrap_or_default());
        // A name that breaks the rules of its format is refused behind this.
        let resource = match Coordinates::new(format, text("namespace"), name) {
            Ok(package) => repository.clone().package(&package).arn(),
            Err(_) => repository.arn(),
        };
        Demand { action, resource, holder: Some(repository) }
    }

    /// An action on a repository, or on what is in it.
    pub(super) fn on_content(action: &str, resource: Resource) -> Demand {
        let holder = resource.domain.clone();
        let holder = resource.repository.as_ref().map(|name| holder.repository(name));
        Demand { action: action.to_owned(), resource: resource.arn(), holder }
    }

    fn on_tagged(action: String, arn: &str) -> Demand {
        Demand { action, resource: arn.to_owned(), holder: Resource::parse(arn) }
    }

    /// The token's own action, for which policies of resources have no effect.
    fn bearer_token() -> Demand {
        let action = "sts:GetServiceBearerToken".to_owned();
        Demand { action, resource: "*".to_owned(), holder: None }
    }

    /// The policies of the domain and the repository. A policy never decides who may replace it.
    pub(super) fn policies(&self, world: &World) -> Vec<Value> {
        let Some(holder) = &self.holder else {
            return Vec::new();
        };
        let Ok(domain) = world.domain(&holder.domain) else {
            return Vec::new();
        };
        let repository = holder.repository.as_ref().and_then(|name| domain.repositories.get(name));
        let of_domain = domain
            .policy
            .as_ref()
            .filter(|_| self.action != "codeartifact:PutDomainPermissionsPolicy");
        let of_repository = repository
            .and_then(|repository| repository.policy.as_ref())
            .filter(|_| self.action != "codeartifact:PutRepositoryPermissionsPolicy");
        let read = |policy: &Policy| serde_json::from_str(&policy.document).ok();
        of_domain.into_iter().chain(of_repository).filter_map(read).collect()
    }

    /// The account that owns the resource.
    pub(super) fn account(&self, caller: &Caller) -> String {
        self.holder.as_ref().map_or(&caller.account, |holder| &holder.domain.owner).clone()
    }

    /// Whether an account owns the domain or administers the repository. Calls on an account are the account's own.
    pub(super) fn belongs_to(&self, account: &str, world: &World) -> bool {
        let Some(Resource { domain, repository, .. }) = &self.holder else {
            return true;
        };
        let administers = |domain: &DomainId| {
            let name = repository.as_ref()?;
            let found = world.domain(domain).ok()?.repositories.get(name)?;
            Some(found.administrator == account)
        };
        domain.owner == account || administers(domain).unwrap_or_default()
    }

    /// The tags of the resource, or of what it is in.
    pub(super) fn tags(&self, world: &World) -> Tags {
        let found = self.holder.as_ref().and_then(|holder| {
            let domain = world.domain(&holder.domain).ok()?;
            match (&holder.repository, &holder.group) {
                (Some(name), _) => Some(&domain.repositories.get(name)?.tags),
                (None, Some(pattern)) => Some(&domain.groups.group(pattern, &domain.id).ok()?.tags),
                (None, None) => Some(&domain.tags),
            }
        });
        found.cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::SCOPES;
    use crate::operations;

    #[test]
    fn each_operation_has_its_resource() {
        let listed: Vec<&str> =
            SCOPES.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let known: BTreeSet<&str> = operations::all().map(|operation| operation.name).collect();
        assert_eq!(listed.iter().copied().collect::<BTreeSet<_>>(), known);
        assert_eq!(listed.len(), 48);
    }
}
