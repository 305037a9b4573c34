//! The packages of a package group.

use crate::{
    aws::{AssociatedPackage, Aws, PackageGroupId},
    framework::{
        data_source::DataSource,
        diagnostic::Result,
        field::{Computed, OptionalComputed},
        schema::{matching, object},
        validate::Rule,
    },
    service::{keys::domain_id, names, package_groups::PATTERN_RULE},
};

object! {
    /// The packages that a package group has.
    pub(super) struct PackageGroupPackages {
        /// Name of the domain.
        domain: String = matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: Option<String> = matching(names::ACCOUNT),
        /// Pattern of the group.
        pattern: String,
        /// Whether to show what the group would have if it existed. Defaults to false.
        preview: Option<bool>,
        /// Region of the domain. Defaults to the Region of the provider.
        region: OptionalComputed<String> = matching(names::REGION),
        /// The packages.
        packages: Computed<Vec<Associated>>,
    }
}

object! {
    /// A package of a group.
    pub(super) struct Associated {
        /// Format of the package.
        format: Computed<String>,
        /// Namespace of the package; empty where it has none.
        namespace: Computed<String>,
        /// Name of the package.
        package: Computed<String>,
        /// How the package belongs to the group: `STRONG`, or `WEAK` where its name only looks like one of the group and it is blocked.
        association_type: Computed<String>,
    }
}

impl DataSource for PackageGroupPackages {
    const NAME: &'static str = "package_group_packages";
    const OPERATIONS: &'static [&'static str] = &["ListAssociatedPackages"];
    const RULES: &'static [Rule] = &[PATTERN_RULE];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let domain = domain_id(&config.region, config.domain_owner.as_ref(), &config.domain);
        let id = PackageGroupId { domain, pattern: config.pattern.clone() };
        let found = aws.list_associated_packages(&id, config.preview.unwrap_or_default()).await?;
        let packages: Vec<Associated> = found.into_iter().map(Into::into).collect();
        let region = aws.region_of(id.domain.region.as_deref()).to_owned();
        Ok(Self { packages: packages.into(), region: region.into(), ..config })
    }
}

impl From<AssociatedPackage> for Associated {
    fn from(found: AssociatedPackage) -> Self {
        Self {
            format: found.format.into(),
            namespace: found.namespace.unwrap_or_default().into(),
            package: found.package.into(),
            association_type: found.association_type.into(),
        }
    }
}
