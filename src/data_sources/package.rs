//! One package.

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
        package_keys::{PackageKey, key_of},
        packages,
    },
};

object! {
    /// A package in a repository, and how versions may come into it.
    pub(super) struct Package {
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
        /// Region of the domain. Defaults to the Region of the provider.
        region: OptionalComputed<String> = matching(names::REGION),
        /// Whether versions may be published to the repository: `ALLOW` or `BLOCK`.
        publish: Computed<String>,
        /// Whether versions may come from upstreams and public repositories: `ALLOW` or `BLOCK`.
        upstream: Computed<String>,
    }
}

impl DataSource for Package {
    const NAME: &'static str = "package";
    const OPERATIONS: &'static [&'static str] = &["DescribePackage"];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = key_of::<PackageKey>(&config)?.id();
        let missing = || Error::at("package", format!("there is no package {id}"));
        let found = aws.describe_package(&id).await?.ok_or_else(missing)?;
        Ok(Self {
            region: aws.region_of(id.region()).to_owned().into(),
            publish: found.origin.publish.into(),
            upstream: found.origin.upstream.into(),
            ..config
        })
    }
}
