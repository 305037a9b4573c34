//! What names a package and a version of one, and the texts by which they are imported.

use std::{fmt, str::FromStr};

use super::{
    formats::Format,
    keys::{ImportId, domain_id, or_unknown, show},
};
use crate::{
    aws::{PackageId, PackageVersionId, RepositoryId},
    framework::{diagnostic::Error, field::Field, field::OptionalComputed, schema::object},
};

object! {
    /// What names a package in a repository.
    pub(crate) struct PackageKey {
        /// Name of the domain.
        domain: String,
        /// Account that owns the domain.
        domain_owner: OptionalComputed<String>,
        /// Name of the repository.
        repository: String,
        /// Format of the package.
        format: Format,
        /// Namespace of the package.
        namespace: Option<String>,
        /// Name of the package.
        package: String,
        /// Region of the domain.
        region: OptionalComputed<String>,
    }
}

object! {
    /// What names a version of a package in a repository.
    pub(crate) struct PackageVersionKey {
        /// Name of the domain.
        domain: String,
        /// Account that owns the domain.
        domain_owner: OptionalComputed<String>,
        /// Name of the repository.
        repository: String,
        /// Format of the package.
        format: Format,
        /// Namespace of the package.
        namespace: Option<String>,
        /// Name of the package.
        package: String,
        /// The version.
        version: String,
        /// Region of the domain.
        region: OptionalComputed<String>,
    }
}

object! {
    /// What names a version that was copied from one repository to another.
    pub(crate) struct CopiedVersionKey {
        /// Name of the domain.
        domain: String,
        /// Account that owns the domain.
        domain_owner: OptionalComputed<String>,
        /// Name of the repository that it is copied from.
        source_repository: String,
        /// Name of the repository that it is copied to.
        destination_repository: String,
        /// Format of the package.
        format: Format,
        /// Namespace of the package.
        namespace: Option<String>,
        /// Name of the package.
        package: String,
        /// The version.
        version: String,
        /// Region of the domain.
        region: OptionalComputed<String>,
    }
}

impl PackageKey {
    /// What names a version of the package.
    pub(crate) fn at(self, version: String) -> PackageVersionKey {
        PackageVersionKey {
            domain: self.domain,
            domain_owner: self.domain_owner,
            repository: self.repository,
            format: self.format,
            namespace: self.namespace,
            package: self.package,
            version,
            region: self.region,
        }
    }

    /// The package, for the client.
    pub(crate) fn id(&self) -> PackageId {
        let domain = domain_id(&self.region, self.domain_owner.as_known(), &self.domain);
        PackageId {
            repository: RepositoryId { domain, repository: self.repository.clone() },
            format: self.format.text().to_owned(),
            namespace: self.namespace.clone().filter(|namespace| !namespace.is_empty()),
            package: self.package.clone(),
        }
    }
}

impl PackageVersionKey {
    /// The version, for the client.
    pub(crate) fn id(&self) -> PackageVersionId {
        PackageVersionId { package: self.package().id(), version: self.version.clone() }
    }

    fn package(&self) -> PackageKey {
        PackageKey {
            domain: self.domain.clone(),
            domain_owner: self.domain_owner.clone(),
            repository: self.repository.clone(),
            format: self.format,
            namespace: self.namespace.clone(),
            package: self.package.clone(),
            region: self.region.clone(),
        }
    }
}

impl CopiedVersionKey {
    /// The version in the source, for the client.
    pub(crate) fn source(&self) -> PackageVersionId {
        self.within(&self.source_repository)
    }

    /// The version in the destination, for the client.
    pub(crate) fn destination(&self) -> PackageVersionId {
        self.within(&self.destination_repository)
    }

    fn within(&self, repository: &str) -> PackageVersionId {
        let domain = domain_id(&self.region, self.domain_owner.as_known(), &self.domain);
        let package = PackageId {
            repository: RepositoryId { domain, repository: repository.to_owned() },
            format: self.format.text().to_owned(),
            namespace: self.namespace.clone().filter(|namespace| !namespace.is_empty()),
            package: self.package.clone(),
        };
        PackageVersionId { package, version: self.version.clone() }
    }
}

/// The key among the attributes of an object.
///
/// # Errors
/// An attribute of the key is not known yet.
pub(crate) fn key_of<K: Field>(object: &(impl Field + Clone)) -> Result<K, Error> {
    K::decode(object.clone().encode())
}

impl FromStr for PackageKey {
    type Err = Error;

    fn from_str(id: &str) -> Result<Self, Error> {
        let parsed = ImportId::parse(id, "package", "DOMAIN/REPOSITORY/FORMAT/NAMESPACE/PACKAGE")?;
        let [domain, repository, format, namespace, package] =
            parsed.names.clone().try_into().map_err(|_| parsed.refuse())?;
        Ok(Self {
            domain,
            domain_owner: or_unknown(parsed.owner),
            repository,
            format: Format::decode(format.into())?,
            namespace: Some(namespace).filter(|namespace| !namespace.is_empty()),
            package,
            region: or_unknown(parsed.region),
        })
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
            Ok(package) if !version.is_empty() => Ok(Self::of(package, version)),
            _ => Err(Error::new(format!(
                "{id:?} is no import ID here. Give DOMAIN/REPOSITORY/FORMAT/NAMESPACE/PACKAGE/VERSION, or \
                 the ARN of the package and /VERSION, either with @REGION for another Region than the \
                 provider's. The namespace is empty where there is none."
            ))),
        }
    }
}

impl PackageVersionKey {
    fn of(package: PackageKey, version: &str) -> Self {
        Self {
            domain: package.domain,
            domain_owner: package.domain_owner,
            repository: package.repository,
            format: package.format,
            namespace: package.namespace,
            package: package.package,
            version: version.to_owned(),
            region: package.region,
        }
    }
}

impl FromStr for CopiedVersionKey {
    type Err = Error;

    fn from_str(id: &str) -> Result<Self, Error> {
        const FORM: &str = "DOMAIN/SOURCE/DESTINATION/FORMAT/NAMESPACE/PACKAGE/VERSION";
        let parsed = ImportId::parse(id, "copied version", FORM)?;
        let [domain, source, destination, format, namespace, package, version] =
            parsed.names.clone().try_into().map_err(|_| parsed.refuse())?;
        Ok(Self {
            domain,
            domain_owner: or_unknown(parsed.owner),
            source_repository: source,
            destination_repository: destination,
            format: Format::decode(format.into())?,
            namespace: Some(namespace).filter(|namespace| !namespace.is_empty()),
            package,
            version,
            region: or_unknown(parsed.region),
        })
    }
}

impl fmt::Display for PackageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let namespace = self.namespace.as_deref().unwrap_or_default();
        let names = [&self.domain, &self.repository, self.format.text(), namespace, &self.package];
        show(f, &names, &self.region)
    }
}

impl fmt::Display for PackageVersionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let package = PackageKey { region: OptionalComputed::Unknown, ..self.package() };
        show(f, &[&package.to_string(), &self.version], &self.region)
    }
}

impl fmt::Display for CopiedVersionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { domain, source_repository, destination_repository, format, .. } = self;
        let namespace = self.namespace.as_deref().unwrap_or_default();
        let repositories: [&str; 3] = [domain, source_repository, destination_repository];
        let version: [&str; 4] = [format.text(), namespace, &self.package, &self.version];
        show(f, &[&repositories[..], &version[..]].concat(), &self.region)
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
