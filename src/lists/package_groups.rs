//! Package groups.

use futures::{Stream, StreamExt};

use crate::aws::Aws;
use crate::framework::diagnostic::Result;
use crate::framework::list::List;
use crate::framework::schema::{length, object};
use crate::resources::package_group::PackageGroup;
use crate::service::keys::DomainKey;
use crate::service::named::{Named, NamedDomain};
use crate::service::package_groups::PackageGroupKey;

object! {
    /// Searches the package groups of a domain, including the root package group.
    pub(super) struct PackageGroups {
        ..domain: NamedDomain,
        /// Prefix of the patterns of the package groups, such as `/npm/`.
        prefix: Option<String> = length(0, 520),
    }
}

impl List<PackageGroup> for PackageGroups {
    const OPERATIONS: &'static [&'static str] = &["ListPackageGroups"];
    fn keys(self, aws: &Aws) -> impl Stream<Item = Result<PackageGroupKey>> + Send {
        aws.each_package_group(self.domain.id(), self.prefix).map(|found| {
            let found = found?;
            let domain = DomainKey::found(found.domain, found.domain_owner, &found.arn);
            Ok(PackageGroupKey { domain, pattern: found.pattern })
        })
    }
}
