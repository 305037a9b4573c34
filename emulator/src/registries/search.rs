//! The search for a package: through the repository that is asked, its upstreams, and their public
//! repositories.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::visit::Visit;
use crate::model::Status;
use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;
use crate::state::{Package, PackageVersion, Repository};

/// The results of a search, in its order.
pub(super) struct Found {
    sources: Vec<Source>,
}

/// A package where the search came to it.
pub(super) struct Source {
    /// The repository that holds it, or whose connection leads to it.
    pub(super) repository: String,
    /// Whether it comes through the external connection of the repository.
    pub(super) is_public: bool,
    package: Package,
}

/// A place to look at.
enum Stop {
    Held(String, Package),
    Public(String, String),
}

impl Visit<'_> {
    /// Searches for a package. The search does not go through a repository that blocks the package.
    pub(super) fn search(&self, name: &Coordinates) -> Result<Found, Failure> {
        let mut sources = Vec::new();
        for stop in self.stops(name)? {
            sources.extend(match stop {
                Stop::Held(repository, package) => {
                    Some(Source { repository, is_public: false, package })
                }
                Stop::Public(repository, connection) => {
                    let package = self.offered(&connection, name)?;
                    package.map(|package| Source { repository, is_public: true, package })
                }
            });
        }
        Ok(Found { sources })
    }

    /// The places to look at. The world is locked only until they are known, not while files are
    /// read.
    fn stops(&self, name: &Coordinates) -> Result<Vec<Stop>, Failure> {
        let asked = &self.endpoint.repository;
        let world = self.shared.world();
        let domain = world.domain(&self.domain)?;
        domain.repository(asked)?;
        let mut stops = Vec::new();
        for repository in domain.searched_for(asked, name) {
            let held = repository.packages.get(name).cloned();
            stops.extend(held.map(|package| Stop::Held(repository.name.clone(), package)));
            let connection = repository.connection.as_ref();
            let connection = connection.filter(|(_, format)| *format == name.format);
            let open = connection.filter(|_| domain.lets_in(repository, name));
            stops.extend(
                open.map(|(public, _)| Stop::Public(repository.name.clone(), public.clone())),
            );
        }
        Ok(stops)
    }

    /// All packages of the format in the repositories of a search that meet a condition.
    pub(super) fn packages(
        &self,
        is_meant: impl Fn(&Repository, &Package) -> bool,
    ) -> Result<BTreeSet<Coordinates>, Failure> {
        let world = self.shared.world();
        let searched = world.domain(&self.domain)?.searched(&self.endpoint.repository, |_| true);
        let held = searched.into_iter().flat_map(|repository| {
            repository.packages.values().filter(|held| is_meant(repository, held))
        });
        let names = held.map(|held| held.coordinates.clone());
        Ok(names.filter(|name| name.format == self.endpoint.registry.format).collect())
    }

    /// Whether a search could meet a reference to an upstream repository that no longer exists.
    pub(super) fn misses_an_upstream(&self) -> Result<bool, Failure> {
        let world = self.shared.world();
        let domain = world.domain(&self.domain)?;
        let searched = domain.searched(&self.endpoint.repository, |_| true);
        let mut upstreams = searched.iter().flat_map(|repository| &repository.upstreams);
        Ok(upstreams.any(|upstream| !domain.holds(upstream)))
    }

    /// The directories of the public repositories to which a search for a package comes.
    pub(super) fn public_directories(&self, name: &Coordinates) -> Result<Vec<PathBuf>, Failure> {
        let directory = |stop| match stop {
            Stop::Public(_, connection) => self.public_directory(&connection),
            Stop::Held(..) => None,
        };
        Ok(self.stops(name)?.into_iter().filter_map(directory).collect())
    }

    /// What a search finds beyond the repository itself.
    pub(super) fn is_found_beyond(
        &self,
        name: &Coordinates,
        version: &str,
    ) -> Result<bool, Failure> {
        let mut found = self.search(name)?;
        let here =
            |source: &Source| source.repository == self.endpoint.repository && !source.is_public;
        found.sources.retain(|source| !here(source));
        Ok(found.version(version).is_some())
    }
}

impl Found {
    /// The first version with this text, and where it was found.
    pub(super) fn version(&self, version: &str) -> Option<(&Source, &PackageVersion)> {
        self.sources.iter().find_map(|source| Some((source, source.package.version(version)?)))
    }

    /// The versions that clients list: of each text the first, if it is published.
    pub(super) fn listed(&self) -> Vec<&PackageVersion> {
        let first = self.first().into_iter();
        first.filter(|version| version.status == Status::Published).collect()
    }

    /// Of each text the first version.
    pub(super) fn first(&self) -> Vec<&PackageVersion> {
        let mut seen = BTreeSet::new();
        let all = self.sources.iter().flat_map(|source| source.package.versions());
        all.filter(|version| seen.insert(&version.version)).collect()
    }

    /// The tags of all that was found. A tag of an upstream repository takes precedence over a tag
    /// downstream of it (user guide).
    pub(super) fn tags(&self) -> BTreeMap<&str, &str> {
        let tags = self.sources.iter().flat_map(|source| &source.package.tags);
        tags.map(|(tag, version)| (tag.as_str(), version.as_str())).collect()
    }
}
