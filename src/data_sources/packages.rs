//! The packages of a repository.

use crate::{
    aws::{Aws, Package, PackageFilter, RepositoryId},
    framework::{
        data_source::DataSource,
        diagnostic::Result,
        field::{Computed, OptionalComputed},
        schema::{matching, object},
        validate::Rule,
    },
    service::{
        formats::Format,
        keys::domain_id,
        names,
        packages::{Access, NAMESPACE_FILTER},
    },
};

object! {
    /// The packages of a repository that pass the filters, all pages of them.
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
        region: OptionalComputed<String> = matching(names::REGION),
        /// The packages.
        packages: Computed<Vec<ListedPackage>>,
    }
}

object! {
    /// A package in a list.
    pub(super) struct ListedPackage {
        /// Format of the package.
        format: Computed<String>,
        /// Namespace of the package; empty where it has none.
        namespace: Computed<String>,
        /// Name of the package.
        package: Computed<String>,
        /// Whether versions may be published: `ALLOW` or `BLOCK`.
        publish: Computed<String>,
        /// Whether versions may come from upstream: `ALLOW` or `BLOCK`.
        upstream: Computed<String>,
    }
}

impl DataSource for Packages {
    const NAME: &'static str = "packages";
    const OPERATIONS: &'static [&'static str] = &["ListPackages"];
    const RULES: &'static [Rule] = &[NAMESPACE_FILTER];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let domain = domain_id(&config.region, config.domain_owner.as_ref(), &config.domain);
        let id = RepositoryId { domain, repository: config.repository.clone() };
        let filter = PackageFilter {
            format: config.format.map(|format| format.text().to_owned()),
            namespace: config.namespace.clone(),
            prefix: config.package_prefix.clone(),
            publish: config.publish.map(|access| access.text().to_owned()),
            upstream: config.upstream.map(|access| access.text().to_owned()),
        };
        let found = aws.list_packages(&id, &filter).await?.into_iter();
        Ok(Self {
            region: aws.region_of(id.domain.region.as_deref()).to_owned().into(),
            packages: found.map(ListedPackage::from).collect::<Vec<_>>().into(),
            ..config
        })
    }
}

impl From<Package> for ListedPackage {
    fn from(found: Package) -> Self {
        Self {
            format: found.format.into(),
            namespace: found.namespace.unwrap_or_default().into(),
            package: found.name.into(),
            publish: found.origin.publish.into(),
            upstream: found.origin.upstream.into(),
        }
    }
}
