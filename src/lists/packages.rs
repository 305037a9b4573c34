//! Packages, which have origin controls.

use futures::future::ready;
use futures::{Stream, TryStreamExt, stream};

use crate::aws::{self, Aws, PackageFilter, RepositoryId};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::Field;
use crate::framework::list::List;
use crate::framework::permissions::Permission;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::resources::package_origin_configuration::PackageOriginConfiguration;
use crate::service::formats::Format;
use crate::service::keys::{DomainKey, RepositoryKey};
use crate::service::named::{Coordinates, Named};
use crate::service::package_keys::PackageKey;
use crate::service::packages::{self, AskedPackages, NAMESPACE_FILTER};
use crate::service::permissions;

object! {
    /// Searches the packages of a repository. Every package has package origin controls, even if no
    /// principal has set them: filter the packages with `publish` and `upstream`.
    pub(super) struct Packages {
        ..asked: AskedPackages,
    }
}

impl List<PackageOriginConfiguration> for Packages {
    const OPERATIONS: &'static [&'static str] = &["DescribeRepository", "ListPackages"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER_IN_KEY];
    const RULES: &'static [Rule] = &[NAMESPACE_FILTER];

    fn keys(self, aws: &Aws) -> impl Stream<Item = Result<PackageKey>> + Send {
        keys(self.asked.repository.id(), self.asked.filter(), aws)
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
    let region = aws.region_of(id.domain.region.as_deref()).to_owned().into();
    let domain_owner = id.domain.owner.clone()?.into();
    let domain = DomainKey { domain: id.domain.domain.clone(), domain_owner, region };
    let format = Format::decode(package.format.into()).ok()?;
    let (namespace, package) = (package.namespace, package.name);
    Some(PackageKey {
        repository: RepositoryKey { domain, repository: id.repository.clone() },
        coordinates: Coordinates { format, namespace, package },
    })
}
