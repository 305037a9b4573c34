//! Packages, each of which has origin controls.

use futures::{Stream, TryStreamExt, future::ready, stream};

use crate::{
    aws::{self, Aws, DomainId, PackageFilter, RepositoryId},
    framework::{
        diagnostic::{Error, Result},
        field::Field,
        list::List,
        schema::{matching, object},
        validate::Rule,
    },
    resources::package_origin_configuration::PackageOriginConfiguration,
    service::{
        formats::Format,
        names,
        package_keys::PackageKey,
        packages::{self, Access, NAMESPACE_FILTER},
    },
};

object! {
    /// Looks at the packages of a repository. Each of them has origin controls, whether anybody has
    /// set them or not: `publish` and `upstream` narrow the search.
    pub(super) struct Packages {
        /// Name of the domain.
        domain: String = matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: Option<String> = matching(names::ACCOUNT),
        /// Name of the repository.
        repository: String = matching(names::REPOSITORY),
        /// Only packages of this format.
        format: Option<Format>,
        /// Only packages whose namespace begins with this text. It needs a `format`.
        namespace: Option<String> = matching(names::PACKAGE),
        /// Only packages whose name begins with this text.
        package_prefix: Option<String> = matching(names::PACKAGE),
        /// Only packages to which versions may, or may not, be published.
        publish: Option<Access>,
        /// Only packages whose versions may, or may not, come from upstream.
        upstream: Option<Access>,
        /// Region of the domain. Defaults to the Region of the provider.
        region: Option<String> = matching(names::REGION),
    }
}

impl List<PackageOriginConfiguration> for Packages {
    const OPERATIONS: &'static [&'static str] = &["DescribeRepository", "ListPackages"];
    const RULES: &'static [Rule] = &[NAMESPACE_FILTER];

    fn keys(self, aws: &Aws) -> impl Stream<Item = Result<PackageKey>> + Send {
        let filter = PackageFilter {
            format: self.format.map(|format| format.text().to_owned()),
            namespace: self.namespace,
            prefix: self.package_prefix,
            publish: self.publish.map(|access| access.text().to_owned()),
            upstream: self.upstream.map(|access| access.text().to_owned()),
        };
        let domain =
            DomainId { region: self.region, owner: self.domain_owner, domain: self.domain };
        keys(RepositoryId { domain, repository: self.repository }, filter, aws)
    }
}

/// The keys of the packages in a repository that pass the filter. A package of a format that this
/// provider does not know cannot be managed, and is left out.
pub(super) fn keys(
    id: RepositoryId,
    filter: PackageFilter,
    aws: &Aws,
) -> impl Stream<Item = Result<PackageKey>> + Send {
    let owned = stream::once(with_owner(id, aws));
    let found = owned.map_ok(move |id| {
        let packages = aws.each_package(id.clone(), filter.clone()).map_err(Error::from);
        packages.try_filter_map(move |package| ready(Ok(key(&id, package, aws))))
    });
    found.try_flatten()
}

/// The repository with the account that owns its domain, which the lists leave out.
async fn with_owner(mut id: RepositoryId, aws: &Aws) -> Result<RepositoryId> {
    id.domain.owner = Some(packages::owner(&id, aws).await?);
    Ok(id)
}

fn key(id: &RepositoryId, package: aws::Package, aws: &Aws) -> Option<PackageKey> {
    Some(PackageKey {
        domain: id.domain.domain.clone(),
        domain_owner: id.domain.owner.clone()?.into(),
        repository: id.repository.clone(),
        format: Format::decode(package.format.into()).ok()?,
        namespace: package.namespace,
        package: package.name,
        region: aws.region_of(id.domain.region.as_deref()).to_owned().into(),
    })
}
