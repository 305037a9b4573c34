//! Versions, disposed of.

use crate::aws::Aws;
use crate::framework::action::{Action, Progress};
use crate::framework::diagnostic::Result;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::named::NamedVersions;
use crate::service::{batches, packages};

object! {
    /// Disposes of versions of a CodeArtifact package: deletes their assets, but retains their
    /// records, so that the versions cannot come back. Versions that no longer exist are ignored.
    ///
    /// !> Deleted assets cannot be restored, and a disposed package version cannot be published
    /// again.
    pub(super) struct DisposePackageVersions {
        ..versions: NamedVersions,
    }
}

impl Action for DisposePackageVersions {
    const NAME: &'static str = "dispose_package_versions";
    const OPERATIONS: &'static [&'static str] = &["DisposePackageVersions"];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn invoke(self, progress: &Progress, aws: &Aws) -> Result<()> {
        let batches = self.versions.batches();
        batches::each(&batches, "disposed of", progress, |batch| {
            aws.dispose_versions(&batch.package, &batch.versions)
        })
        .await
    }
}
