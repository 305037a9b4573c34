//! What a configuration names and does not manage: the arguments with which data sources, lists,
//! actions and ephemeral resources begin.
//!
//! A data source, which answers with the owner and the Region that count, says so where it spreads
//! the group: `..package: NamedPackage { domain_owner: OptionalComputed<String>, region:
//! OptionalComputed<String> }`.

use super::batches::{self, Batch};
use super::formats::Format;
use super::{names, region};
use crate::aws::{Aws, DomainId, PackageGroupId, PackageId, PackageVersionId, RepositoryId};
use crate::framework::schema::{items, length, matching, object};

object! {
    /// A domain.
    pub(crate) struct NamedDomain {
        /// Name of the domain.
        domain: String = matching(names::DOMAIN),
        /// AWS account ID of the domain owner. Defaults to the account of the provider's
        /// credentials.
        domain_owner: Option<String> = matching(names::ACCOUNT),
        /// Region of the domain. Defaults to the Region of the provider.
        region: Option<String> = matching(names::REGION).last(),
    }
}

object! {
    /// A repository.
    pub(crate) struct NamedRepository {
        ..domain: NamedDomain,
        /// Name of the repository.
        repository: String = matching(names::REPOSITORY),
    }
}

object! {
    /// A package.
    pub(crate) struct NamedPackage {
        ..repository: NamedRepository,
        ..coordinates: Coordinates,
    }
}

object! {
    /// What names a package in any repository.
    pub(crate) struct Coordinates {
        /// Format of the package.
        format: Format,
        /// Namespace of the package.
        namespace: Option<String> = matching(names::PACKAGE),
        /// Name of the package.
        package: String = matching(names::PACKAGE),
    }
}

object! {
    /// A package version.
    pub(crate) struct NamedVersion {
        ..package: NamedPackage,
        /// The package version.
        version: String = matching(names::PACKAGE),
    }
}

object! {
    /// Versions of a package.
    pub(crate) struct NamedVersions {
        ..package: NamedPackage,
        /// Package versions. Each API call processes up to 100 of them.
        versions: Vec<String> = items(1, 1000).matching(names::PACKAGE),
    }
}

object! {
    /// A package group.
    pub(crate) struct NamedGroup {
        ..domain: NamedDomain,
        /// Pattern of the package group.
        pattern: String = length(2, 520),
    }
}

/// What a configuration names, which is in a domain.
pub(crate) trait Named: Sized {
    /// What the client calls it by.
    type Id;

    /// What the client calls it by.
    fn id(&self) -> Self::Id;

    /// The domain that it is in.
    fn domain(&mut self) -> &mut NamedDomain;

    /// The same, with the owner and the Region that count. The owner stays unset where the caller
    /// may not learn it.
    async fn settled(mut self, aws: &Aws) -> Self {
        let domain = self.domain();
        if domain.domain_owner.is_none() {
            domain.domain_owner = aws.own_account(&domain.id()).await;
        }
        domain.region = Some(aws.region_of(domain.region.as_deref()).to_owned());
        self
    }

    /// The same, with the owner and the Region that the ARN of what was found names.
    fn located(mut self, arn: &str) -> Self {
        let domain = self.domain();
        domain.domain_owner = Some(region::owner_of_arn(arn));
        domain.region = Some(region::of_arn(arn));
        self
    }
}

impl Named for NamedDomain {
    type Id = DomainId;

    fn id(&self) -> DomainId {
        let Self { domain, domain_owner, region } = self.clone();
        DomainId { region, owner: domain_owner, domain }
    }

    fn domain(&mut self) -> &mut NamedDomain {
        self
    }
}

impl Named for NamedRepository {
    type Id = RepositoryId;

    fn id(&self) -> RepositoryId {
        RepositoryId { domain: self.domain.id(), repository: self.repository.clone() }
    }

    fn domain(&mut self) -> &mut NamedDomain {
        &mut self.domain
    }
}

impl Named for NamedPackage {
    type Id = PackageId;

    fn id(&self) -> PackageId {
        self.coordinates.within(self.repository.id())
    }

    fn domain(&mut self) -> &mut NamedDomain {
        self.repository.domain()
    }
}

impl Named for NamedVersion {
    type Id = PackageVersionId;

    fn id(&self) -> PackageVersionId {
        PackageVersionId { package: self.package.id(), version: self.version.clone() }
    }

    fn domain(&mut self) -> &mut NamedDomain {
        self.package.domain()
    }
}

impl Named for NamedGroup {
    type Id = PackageGroupId;

    fn id(&self) -> PackageGroupId {
        PackageGroupId { domain: self.domain.id(), pattern: self.pattern.clone() }
    }

    fn domain(&mut self) -> &mut NamedDomain {
        &mut self.domain
    }
}

impl Coordinates {
    /// The package of a repository, for the client.
    pub(crate) fn within(&self, repository: RepositoryId) -> PackageId {
        let namespace = self.namespace.clone().filter(|namespace| !namespace.is_empty());
        let (format, package) = (self.format.text().to_owned(), self.package.clone());
        PackageId { repository, format, namespace, package }
    }
}

impl NamedVersions {
    /// The versions, in batches.
    pub(crate) fn batches(&self) -> Vec<Batch> {
        batches::of(&self.package.id(), &self.versions)
    }
}
