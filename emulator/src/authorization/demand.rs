//! A demand: one action on one resource, and the facts that the policies of that resource use.

use serde_json::Value;

use crate::names::Tags;
use crate::names::caller::Caller;
use crate::names::resource::{DomainId, Resource};
use crate::state::{Policy, World};

/// One action on one resource that a caller must be allowed.
#[derive(Debug)]
pub(crate) struct Demand {
    /// The action, as policies write it.
    pub(super) action: String,
    /// ARN of the resource, or `*` where there is none.
    pub(super) resource: String,
    /// What it is, or is in; nothing where the account as a whole is meant.
    holder: Option<Resource>,
}

impl Demand {
    /// An action of the service on a resource.
    pub(crate) fn on(action: &str, resource: Resource) -> Self {
        let action = format!("codeartifact:{action}");
        Self { action, resource: resource.arn(), holder: Some(resource) }
    }

    /// An action of the service on what has this ARN.
    pub(crate) fn on_arn(action: &str, arn: &str) -> Self {
        let action = format!("codeartifact:{action}");
        Self { action, resource: arn.to_owned(), holder: Resource::parse(arn) }
    }

    /// An action, of any service, for which policies of resources have no effect.
    pub(crate) fn on_all(action: &str) -> Self {
        Self::beyond(action, "*")
    }

    /// The same on what another service has.
    pub(crate) fn beyond(action: &str, resource: &str) -> Self {
        Self { action: action.to_owned(), resource: resource.to_owned(), holder: None }
    }

    /// The resource, unless the account as a whole is meant.
    pub(crate) fn holder(&self) -> Option<&Resource> {
        self.holder.as_ref()
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

    /// Whether an account owns the domain or administers the repository. Calls on an account are
    /// the account's own.
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
