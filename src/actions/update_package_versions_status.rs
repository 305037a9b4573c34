//! Versions, with another status.

use crate::aws::Aws;
use crate::framework::action::{Action, Progress};
use crate::framework::diagnostic::Result;
use crate::framework::schema::{matching, object};
use crate::framework::validate::Rule;
use crate::service::named::NamedVersions;
use crate::service::{batches, names, packages};

object! {
    /// Updates the status of versions of a CodeArtifact package.
    ///
    /// `Unlisted` hides versions from lists, `Archived` prevents downloads, and `Published`
    /// reverses both.
    pub(super) struct UpdatePackageVersionsStatus {
        ..versions: NamedVersions,
        /// New status of the package versions.
        status: String = matching(names::VERSION_STATUS),
    }
}

impl Action for UpdatePackageVersionsStatus {
    const NAME: &'static str = "update_package_versions_status";
    const OPERATIONS: &'static [&'static str] = &["UpdatePackageVersionsStatus"];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn invoke(self, progress: &Progress, aws: &Aws) -> Result<()> {
        let batches = self.versions.batches();
        let status = self.status.as_str();
        batches::each(&batches, &format!("set to {status}"), progress, |batch| {
            aws.update_versions_status(&batch.package, &batch.versions, status)
        })
        .await
    }
}
