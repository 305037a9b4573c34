//! What names a domain, a repository, a package and a version of one in a call.

use std::fmt;

use super::arn::{Arn, Resource};

/// A domain, by its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DomainId {
    /// Region of the domain; the provider's where it is `None`.
    pub region: Option<String>,
    /// Account that owns the domain; the caller's where it is `None`.
    pub owner: Option<String>,
    /// Name of the domain.
    pub domain: String,
}

/// A repository, by its name and its domain's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RepositoryId {
    /// Domain that holds the repository.
    pub domain: DomainId,
    /// Name of the repository.
    pub repository: String,
}

/// A package in a repository.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PackageId {
    /// Repository that holds the package.
    pub repository: RepositoryId,
    /// Format, such as `npm`.
    pub format: String,
    /// Namespace, where the package has one.
    pub namespace: Option<String>,
    /// Name of the package.
    pub package: String,
}

/// One version of a package in a repository.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PackageVersionId {
    /// The package.
    pub package: PackageId,
    /// The version.
    pub version: String,
}

/// A package group, by its pattern and its domain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PackageGroupId {
    /// Domain that has the group.
    pub domain: DomainId,
    /// Pattern of the group.
    pub pattern: String,
}

/// What a permissions policy belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PolicyTarget {
    /// A domain.
    Domain(DomainId),
    /// A repository.
    Repository(RepositoryId),
}

impl DomainId {
    /// The ARN, where the owner is known. `region` is the provider's.
    #[must_use]
    pub(crate) fn arn(&self, region: &str) -> Option<Arn> {
        let domain = self.domain.clone();
        self.arn_of(region, Resource::Domain { domain })
    }

    /// What an import block takes: the ARN where the owner is known, the short form otherwise.
    #[must_use]
    pub(crate) fn import_id(&self, region: &str) -> String {
        self.import_id_of(self.arn(region), &self.domain)
    }

    fn arn_of(&self, region: &str, resource: Resource) -> Option<Arn> {
        let region = self.region.as_deref().unwrap_or(region);
        Some(Arn::new(region, self.owner.as_deref()?, resource))
    }

    fn import_id_of(&self, arn: Option<Arn>, short: &str) -> String {
        match (arn, &self.region) {
            (Some(arn), _) => arn.to_string(),
            (None, Some(region)) => format!("{short}@{region}"),
            (None, None) => short.to_owned(),
        }
    }
}

impl RepositoryId {
    /// The ARN, where the owner of the domain is known. `region` is the provider's.
    #[must_use]
    pub(crate) fn arn(&self, region: &str) -> Option<Arn> {
        let resource = Resource::Repository {
            domain: self.domain.domain.clone(),
            repository: self.repository.clone(),
        };
        self.domain.arn_of(region, resource)
    }

    /// What an import block takes: the ARN where the owner is known, the short form otherwise.
    #[must_use]
    pub(crate) fn import_id(&self, region: &str) -> String {
        self.domain.import_id_of(self.arn(region), &self.to_string())
    }
}

impl PackageId {
    /// The Region of the domain, where it is not the provider's.
    #[must_use]
    pub(crate) fn region(&self) -> Option<&str> {
        self.repository.domain.region.as_deref()
    }
}

impl PackageVersionId {
    /// The text by which the version is imported, as unambiguous as it can be made.
    #[must_use]
    pub(crate) fn import_id(&self, region: &str) -> String {
        let PackageId { repository, format, namespace, package } = &self.package;
        let domain = &repository.domain;
        let resource = Resource::Package {
            domain: domain.domain.clone(),
            repository: repository.repository.clone(),
            format: format.clone(),
            namespace: namespace.clone(),
            package: package.clone(),
        };
        match (domain.arn_of(region, resource), &domain.region) {
            (Some(package), _) => format!("{package}/{}", self.version),
            (None, Some(region)) => format!("{self}@{region}"),
            (None, None) => self.to_string(),
        }
    }
}

impl PolicyTarget {
    /// The text by which what has the policy, and so the policy, is imported.
    #[must_use]
    pub(crate) fn import_id(&self, region: &str) -> String {
        match self {
            Self::Domain(domain) => domain.import_id(region),
            Self::Repository(repository) => repository.import_id(region),
        }
    }

    /// The type of the resource that manages the policy.
    #[must_use]
    pub(crate) fn resource(&self) -> &'static str {
        match self {
            Self::Domain(_) => "codeartifact_domain_permissions_policy",
            Self::Repository(_) => "codeartifact_repository_permissions_policy",
        }
    }
}

impl PackageGroupId {
    /// The ARN, where the owner of the domain is known. `region` is the provider's.
    #[must_use]
    pub(crate) fn arn(&self, region: &str) -> Option<Arn> {
        let resource = Resource::PackageGroup {
            domain: self.domain.domain.clone(),
            pattern: self.pattern.clone(),
        };
        self.domain.arn_of(region, resource)
    }

    /// What an import block takes: the ARN where the owner is known, the short form otherwise.
    #[must_use]
    pub(crate) fn import_id(&self, region: &str) -> String {
        self.domain.import_id_of(self.arn(region), &self.to_string())
    }
}

impl fmt::Display for DomainId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.domain)
    }
}

impl fmt::Display for RepositoryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.domain, self.repository)
    }
}

impl fmt::Display for PackageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let namespace = self.namespace.as_deref().unwrap_or_default();
        write!(f, "{}/{}/{namespace}/{}", self.repository, self.format, self.package)
    }
}

impl fmt::Display for PackageVersionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.package, self.version)
    }
}

/// A pattern begins with a slash of its own.
impl fmt::Display for PackageGroupId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.domain, self.pattern)
    }
}

impl fmt::Display for PolicyTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Domain(domain) => domain.fmt(f),
            Self::Repository(repository) => repository.fmt(f),
        }
    }
}
