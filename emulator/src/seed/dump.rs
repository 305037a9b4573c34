//! Writes down what exists.

use std::io;

use super::{Document, Domain, Group, Package, Repository, Seed};
use crate::names::caller::Caller;
use crate::state::{self, World, resolve_key};

impl Seed {
    /// What exists, described. What a seed cannot describe is left out: times, revisions and
    /// references to deleted upstream repositories.
    ///
    /// # Errors
    ///
    /// The content of an asset cannot be read.
    pub(crate) fn of(world: &World) -> io::Result<Self> {
        let domains = world.domains().map(Domain::of).collect::<io::Result<_>>()?;
        Ok(Self { domains, ..Self::default() })
    }
}

impl Domain {
    fn of(domain: &state::Domain) -> io::Result<Self> {
        let caller = Caller::root(&domain.id);
        let default = resolve_key(None, &caller, &Default::default()).ok();
        let key = Some(domain.encryption_key.clone()).filter(|key| default.as_ref() != Some(key));
        let repositories =
            domain.repositories.values().map(|repository| Repository::of(repository, domain));
        Ok(Self {
            name: domain.id.name.clone(),
            region: domain.id.region.clone(),
            owner: domain.id.owner.clone(),
            encryption_key: key,
            tags: domain.tags.clone(),
            policy: domain.policy.as_ref().map(|policy| Document::of(&policy.document)),
            package_groups: domain.groups.all().map(Group::of).collect(),
            repositories: repositories.collect::<io::Result<_>>()?,
        })
    }
}

impl Repository {
    fn of(repository: &state::Repository, domain: &state::Domain) -> io::Result<Self> {
        let state::Repository { name, administrator, policy, packages, .. } = repository;
        let living = repository.upstreams.iter().filter(|upstream| domain.holds(upstream));
        let packages = packages.values().map(|package| Package::of(package, name));
        Ok(Self {
            name: name.clone(),
            administrator: Some(administrator.clone())
                .filter(|account| *account != domain.id.owner),
            description: repository.description.clone(),
            upstreams: living.map(|upstream| upstream.name.clone()).collect(),
            external_connection: repository.connection.as_ref().map(|(name, _)| name.clone()),
            tags: repository.tags.clone(),
            policy: policy.as_ref().map(|policy| Document::of(&policy.document)),
            packages: packages.collect::<io::Result<_>>()?,
        })
    }
}
