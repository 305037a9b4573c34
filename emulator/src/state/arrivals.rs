//! How versions reach the repositories of a domain: published by a client, or taken from what
//! is searched.

use super::{Domain, OriginControls, Package, PackageVersion, Repository, Way};
use crate::model::failure::Failure;
use crate::model::unverified;
use crate::names::coordinates::Coordinates;
use crate::time::Timestamp;

impl Domain {
    /// Publishes to a package, unless it or its group is closed: `join` makes the version out of
    /// what is there. Nothing is kept of a package whose first publication is refused.
    pub(crate) fn publish(
        &mut self,
        repository: &str,
        name: &Coordinates,
        join: impl FnOnce(&mut Package) -> Result<PackageVersion, Failure>,
    ) -> Result<PackageVersion, Failure> {
        let there = self.repository(repository)?.packages.get(name).cloned();
        let controls = OriginControls::first(Way::Publish, name, &self.groups);
        let mut package = there.unwrap_or_else(|| Package::new(name.clone(), controls));
        let closed = !self.groups.allows(name.into(), Way::Publish, repository);
        if closed || !package.controls.publish {
            let message = format!("Package '{}' cannot be published to.", name.display_name());
            return Err(Failure::new(unverified::PUBLISH_IS_BLOCKED, message));
        }
        let version = join(&mut package)?;
        package.put(version.clone());
        self.repository_mut(repository)?.packages.insert(name.clone(), package);
        Ok(version)
    }

    /// The repositories that a search for a package comes to. It does not go through one that
    /// blocks the package.
    pub(crate) fn searched_for(&self, asked: &str, package: &Coordinates) -> Vec<&Repository> {
        self.searched(asked, |repository| {
            let only_passes_on = repository.name != asked && !unverified::UPSTREAMS_BLOCK_TOO;
            only_passes_on || self.lets_in(repository, package)
        })
    }

    /// Whether a repository takes versions of a package from a public repository or from its
    /// upstreams.
    pub(crate) fn lets_in(&self, repository: &Repository, package: &Coordinates) -> bool {
        let held = repository.packages.get(package);
        held.is_none_or(|held| held.controls.upstream)
            && self.groups.allows(package.into(), repository.way_in(), &repository.name)
    }

    /// Keeps a version that was fetched through a repository there, unless the repository has it.
    pub(crate) fn retain(
        &mut self,
        repository: &str,
        name: &Coordinates,
        version: &PackageVersion,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let way = self.repository(repository)?.way_in();
        let controls = OriginControls::first(way, name, &self.groups);
        let packages = &mut self.repository_mut(repository)?.packages;
        let held = packages.get(name).cloned();
        let mut package = held.unwrap_or_else(|| Package::new(name.clone(), controls));
        if package.version(&version.version).is_none() {
            package.put(PackageVersion { published: Some(now), ..version.clone() });
            packages.insert(name.clone(), package);
        }
        Ok(())
    }
}
