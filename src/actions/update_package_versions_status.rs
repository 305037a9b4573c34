//! Versions, with another status.

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
    /// Sets the status of versions of a package: `Unlisted` hides them from lists, `Archived` keeps anybody from
    /// downloading them, `Published` undoes both.
    pub(super) struct UpdatePackageVersionsStatus {
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
        /// Status that the versions get.
        status: String = matching(names::VERSION_STATUS),
        /// Region of the domain. Defaults to the Region of the provider.
        region: Option<String> = matching(names::REGION),
    }
}

impl Action for UpdatePackageVersionsStatus {
    const NAME: &'static str = "update_package_versions_status";
    const OPERATIONS: &'static [&'static str] = &["UpdatePackageVersionsStatus"];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn invoke(self, progress: &Progress, aws: &Aws) -> Result<()> {
        let id = key_of::<PackageKey>(&self)?.id();
        let batches = batches::of(&id, &self.versions);
        let status = self.status.as_str();
        batches::each(&batches, &format!("set to {status}"), progress, |batch| {
            aws.update_versions_status(&batch.package, &batch.versions, status)
        })
        .await
    }
}
