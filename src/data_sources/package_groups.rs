//! The package groups of a domain.

use crate::{
    aws::Aws,
    framework::{
        data_source::DataSource,
        diagnostic::Result,
        field::{Computed, OptionalComputed},
        schema::{matching, object},
    },
    service::{keys::domain_id, names, package_groups::Shown},
};

object! {
    /// The package groups of a domain, the root group included.
    pub(super) struct PackageGroups {
        /// Name of the domain.
        domain: String = matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: Option<String> = matching(names::ACCOUNT),
        /// Beginning of the patterns, such as `/npm/`.
        prefix: Option<String>,
        /// Region of the domain. Defaults to the Region of the provider.
        region: OptionalComputed<String> = matching(names::REGION),
        /// The package groups.
        package_groups: Computed<Vec<Shown>>,
    }
}

impl DataSource for PackageGroups {
    const NAME: &'static str = "package_groups";
    const OPERATIONS: &'static [&'static str] = &["ListPackageGroups"];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = domain_id(&config.region, config.domain_owner.as_ref(), &config.domain);
        let found = aws.list_package_groups(&id, config.prefix.as_deref()).await?;
        let groups: Vec<Shown> = found.into_iter().map(Into::into).collect();
        let region = aws.region_of(id.region.as_deref()).to_owned();
        Ok(Self { package_groups: groups.into(), region: region.into(), ..config })
    }
}
