//! Versions, deleted.

use crate::{
    aws::Aws,
    framework::{
        action::{Action, Progress},
        diagnostic::Result,
        schema::{items, matching, object},
        validate::Rule,
    },
    service::{
        batches,
        formats::Format,
        names,
        package_keys::{PackageKey, key_of},
        packages,
    },
};

object! {
    /// Deletes versions of a package, with their assets and their records. What is gone already is no error.
    ///
    /// A deleted version may be published again, and an upstream may bring it back: to keep a version out, set its
    /// status to `Archived` instead.
    pub(super) struct DeletePackageVersions {
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
        /// The versions. Up to 100 of them go with one call.
        versions: Vec<String> = items(1, 1000).matching(names::PACKAGE),
        /// Region of the domain. Defaults to the Region of the provider.
        region: Option<String> = matching(names::REGION),
    }
}

impl Action for DeletePackageVersions {
    const NAME: &'static str = "delete_package_versions";
    const OPERATIONS: &'static [&'static str] = &["DeletePackageVersions"];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn invoke(self, progress: &Progress, aws: &Aws) -> Result<()> {
        let id = key_of::<PackageKey>(&self)?.id();
        let batches = batches::of(&id, &self.versions);
        batches::each(&batches, "deleted", progress, |batch| {
            aws.delete_versions(&batch.package, &batch.versions)
        })
        .await
    }
}
