//! The readme of a version.

use crate::{
    aws::Aws,
    framework::{
        data_source::DataSource,
        diagnostic::{Error, Result},
        field::{Computed, OptionalComputed},
        schema::{matching, object},
        validate::Rule,
    },
    service::{
        formats::Format,
        names,
        package_keys::{PackageVersionKey, key_of},
        packages,
    },
};

object! {
    /// The readme of a version of a package. Formats `generic` and `maven` have none.
    pub(super) struct PackageVersionReadme {
        /// Name of the domain.
        domain: String = matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: Option<String> = matching(names::ACCOUNT),
        /// Name of the repository.
        repository: String = matching(names::REPOSITORY),
        /// Format of the package.
        format: Format,
        /// Namespace of the package.
        namespace: Option<String> = matching(names::PACKAGE),
        /// Name of the package.
        package: String = matching(names::PACKAGE),
        /// The version.
        version: String = matching(names::PACKAGE),
        /// Region of the domain. Defaults to the Region of the provider.
        region: OptionalComputed<String> = matching(names::REGION),
        /// The text; empty where the version has none.
        readme: Computed<String>,
        /// Revision of the version.
        revision: Computed<String>,
    }
}

impl DataSource for PackageVersionReadme {
    const NAME: &'static str = "package_version_readme";
    const OPERATIONS: &'static [&'static str] =
        &["DescribePackageVersion", "GetPackageVersionReadme"];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = key_of::<PackageVersionKey>(&config)?.id();
        let missing = || Error::at("version", format!("there is no version {id}"));
        let found = tokio::try_join!(aws.describe_version(&id), aws.version_readme(&id))?;
        let (version, readme) = (found.0.ok_or_else(missing)?, found.1);
        Ok(Self {
            region: aws.region_of(id.package.region()).to_owned().into(),
            readme: readme.map(|readme| readme.text).unwrap_or_default().into(),
            revision: version.revision.into(),
            ..config
        })
    }
}
