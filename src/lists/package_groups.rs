//! Package groups.

use futures::{Stream, StreamExt};

use crate::{
    aws::{Aws, DomainId},
    framework::{
        diagnostic::Result,
        list::List,
        schema::{matching, object},
    },
    resources::package_group::PackageGroup,
    service::{names, package_groups::PackageGroupKey, region},
};

object! {
    /// Looks at the package groups of a domain, the root group included.
    pub(super) struct PackageGroups {
        /// Name of the domain.
        domain: String = matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: Option<String> = matching(names::ACCOUNT),
        /// Beginning of the patterns of the groups, such as `/npm/`.
        prefix: Option<String>,
        /// Region of the domain. Defaults to the Region of the provider.
        region: Option<String> = matching(names::REGION),
    }
}

impl List<PackageGroup> for PackageGroups {
    const OPERATIONS: &'static [&'static str] = &["ListPackageGroups"];
    fn keys(self, aws: &Aws) -> impl Stream<Item = Result<PackageGroupKey>> + Send {
        let id = DomainId { region: self.region, owner: self.domain_owner, domain: self.domain };
        aws.each_package_group(id, self.prefix).map(|found| {
            let found = found?;
            Ok(PackageGroupKey {
                domain: found.domain,
                domain_owner: found.domain_owner.into(),
                pattern: found.pattern,
                region: region::of_arn(&found.arn).into(),
            })
        })
    }
}
