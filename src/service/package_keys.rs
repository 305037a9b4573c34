//! What names a package and a version of one, and the texts by which they are imported.

use std::fmt;
use std::str::FromStr;

use super::formats::Format;
use super::keys::{DomainKey, ImportId, RepositoryKey, show};
use super::named::Coordinates;
use super::names;
use crate::aws::{PackageId, PackageVersionId, RepositoryId};
use crate::framework::diagnostic::Error;
use crate::framework::field::Field;
use crate::framework::schema::{object, replaces};

object! {
    /// What names a package in a repository.
    pub(crate) struct PackageKey {
        ..repository: RepositoryKey,
        ..coordinates: Coordinates = replaces(),
    }
}

object! {
    /// What names a package version in a repository.
    pub(crate) struct PackageVersionKey {
        ..package: PackageKey,
        /// The package version.
        version: String = replaces().matching(names::PACKAGE),
    }
}

object! {
    /// What names a version that was copied from one repository to another.
    pub(crate) struct CopiedVersionKey {
        ..domain: DomainKey,
        /// Name of the source repository.
        source_repository: String = replaces().matching(names::REPOSITORY),
        /// Name of the destination repository.
        destination_repository: String = replaces().matching(names::REPOSITORY),
        ..coordinates: Coordinates = replaces(),
        /// The package version.
        version: String = replaces().matching(names::PACKAGE),
    }
}

impl PackageKey {
    /// The package, for the client.
    pub(crate) fn id(&self) -> PackageId {
        self.coordinates.within(self.repository.id())
    }
}

impl PackageVersionKey {
    /// The version, for the client.
    pub(crate) fn id(&self) -> PackageVersionId {
        PackageVersionId { package: self.package.id(), version: self.version.clone() }
    }
}

impl CopiedVersionKey {
    /// What names the copy, which does not say where it came from.
    pub(crate) fn copy(&self) -> PackageVersionKey {
        let Self { domain, destination_repository, coordinates, version, .. } = self.clone();
        let repository = RepositoryKey { domain, repository: destination_repository };
        PackageVersionKey { package: PackageKey { repository, coordinates }, version }
    }

    /// The version in the source, for the client.
    pub(crate) fn source(&self) -> PackageVersionId {
        self.within(&self.source_repository)
    }

    /// The version in the destination, for the client.
    pub(crate) fn destination(&self) -> PackageVersionId {
        self.within(&self.destination_repository)
    }

    fn within(&self, repository: &str) -> PackageVersionId {
        let repository =
            RepositoryId { domain: self.domain.id(), repository: repository.to_owned() };
        let package = self.coordinates.within(repository);
        PackageVersionId { package, version: self.version.clone() }
    }
}

impl Coordinates {
    /// The coordinates in an import ID, where an empty namespace is none.
    ///
    /// # Errors
    /// There is no such format.
    fn parse(format: String, namespace: String, package: String) -> Result<Self, Error> {
        let namespace = Some(namespace).filter(|namespace| !namespace.is_empty());
        Ok(Self { format: Format::decode(format.into())?, namespace, package })
    }

    /// The parts of an import ID.
    fn parts(&self) -> [&str; 3] {
        [self.format.text(), self.namespace.as_deref().unwrap_or_default(), &self.package]
    }
}

impl FromStr for PackageKey {
    type Err = Error;

    fn from_str(id: &str) -> Result<Self, Error> {
        let parsed = ImportId::parse(id, "package", "DOMAIN/REPOSITORY/FORMAT/NAMESPACE/PACKAGE")?;
        let [domain, repository, format, namespace, package] = parsed.names()?;
        let coordinates = Coordinates::parse(format, namespace, package)?;
        let repository = RepositoryKey { domain: parsed.in_domain(domain), repository };
        Ok(Self { repository, coordinates })
    }
}

/// A version has no ARN: the ID is that of its package, ARN or names, and the version.
impl FromStr for PackageVersionKey {
    type Err = Error;

    fn from_str(id: &str) -> Result<Self, Error> {
        let (path, region) = match id.rsplit_once('@') {
            Some((path, region)) => (path, format!("@{region}")),
            None => (id, String::new()),
        };
        let (package, version) = path.rsplit_once('/').unwrap_or((path, ""));
        let package = format!("{package}{region}").parse::<PackageKey>();
        match package {
            Ok(package) if !version.is_empty() => Ok(Self { package, version: version.to_owned() }),
            _ => Err(Error::new(format!(
                "{id:?} is not an import ID. Use DOMAIN/REPOSITORY/FORMAT/NAMESPACE/PACKAGE/VERSION, with an empty \
                 NAMESPACE if there is none, or the ARN of the package and /VERSION, either with @REGION for another \
                 Region than the provider's."
            ))),
        }
    }
}

impl FromStr for CopiedVersionKey {
    type Err = Error;

    fn from_str(id: &str) -> Result<Self, Error> {
        const FORM: &str = "DOMAIN/SOURCE/DESTINATION/FORMAT/NAMESPACE/PACKAGE/VERSION";
        let parsed = ImportId::parse(id, "copied version", FORM)?;
        let [domain, source, destination, format, namespace, package, version] = parsed.names()?;
        Ok(Self {
            domain: parsed.in_domain(domain),
            source_repository: source,
            destination_repository: destination,
            coordinates: Coordinates::parse(format, namespace, package)?,
            version,
        })
    }
}

impl fmt::Display for PackageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { repository: RepositoryKey { domain, repository }, coordinates } = self;
        let [format, namespace, package] = coordinates.parts();
        show(f, &[&domain.domain, repository, format, namespace, package], &domain.region)
    }
}

impl fmt::Display for PackageVersionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RepositoryKey { domain, repository } = &self.package.repository;
        let [format, namespace, package] = self.package.coordinates.parts();
        let names = [&domain.domain, repository, format, namespace, package, &self.version];
        show(f, &names, &domain.region)
    }
}

impl fmt::Display for CopiedVersionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { domain, source_repository, destination_repository, coordinates, version } = self;
        let [format, namespace, package] = coordinates.parts();
        let repositories: [&str; 3] = [&domain.domain, source_repository, destination_repository];
        let version: [&str; 4] = [format, namespace, package, version];
        show(f, &[&repositories[..], &version[..]].concat(), &domain.region)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_named_by_arn_and_by_path() {
        for (id, shown) in [
            ("main/npm/npm/types/node", "main/npm/npm/types/node"),
            ("main/npm/npm//react@eu-west-1", "main/npm/npm//react@eu-west-1"),
            (
                "arn:aws:codeartifact:eu-west-1:111122223333:package/main/npm/npm//react",
                "main/npm/npm//react@eu-west-1",
            ),
        ] {
            assert_eq!(id.parse::<PackageKey>().unwrap().to_string(), shown);
            let (path, region) = shown.split_once('@').unwrap_or((shown, ""));
            let version = format!("{id}/1.0.0").replace("@eu-west-1/1.0.0", "/1.0.0@eu-west-1");
            let key: PackageVersionKey = version.parse().unwrap();
            let region = if region.is_empty() { "" } else { "@eu-west-1" };
            assert_eq!(key.to_string(), format!("{path}/1.0.0{region}"));
        }
    }

    #[test]
    fn other_ids_are_refused_with_the_form() {
        for id in ["", "main/npm/npm/react", "main/npm/npm//", "main/npm/apt//react"] {
            id.parse::<PackageKey>().unwrap_err();
            let error = id.parse::<PackageVersionKey>().unwrap_err();
            assert!(error.cause.contains("PACKAGE/VERSION"), "{id}: {error}");
        }
        let copied = "main/staging/production/npm//react/1.0.0@eu-west-1";
        assert_eq!(copied.parse::<CopiedVersionKey>().unwrap().to_string(), copied);
        "main/staging/npm//react/1.0.0".parse::<CopiedVersionKey>().unwrap_err();
    }
}
