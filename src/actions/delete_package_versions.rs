//! Versions, deleted.

use crate::aws::Aws;
use crate::framework::action::{Action, Progress};
use crate::framework::diagnostic::Result;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::named::NamedVersions;
use crate::service::{batches, packages};

object! {
    /// Deletes versions of a package from a CodeArtifact repository, with their assets and records.
    /// Versions that no longer exist are ignored.
    ///
    /// !> Deleted package versions cannot be restored.
    ///
    /// A deleted version can be published again, or come back from an upstream repository or an
    /// external connection. To prevent that, set its status to `Archived` instead.
    pub(super) struct DeletePackageVersions {
        ..versions: NamedVersions,
    }
}

impl Action for DeletePackageVersions {
    const NAME: &'static str = "delete_package_versions";
    const OPERATIONS: &'static [&'static str] = &["DeletePackageVersions"];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn invoke(self, progress: &Progress, aws: &Aws) -> Result<()> {
        let batches = self.versions.batches();
        batches::each(&batches, "deleted", progress, |batch| {
            aws.delete_versions(&batch.package, &batch.versions)
        })
        .await
    }
}
