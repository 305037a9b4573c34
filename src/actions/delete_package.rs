//! A package, deleted.

use crate::aws::Aws;
use crate::framework::action::{Action, Progress};
use crate::framework::diagnostic::Result;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::named::{Named, NamedPackage};
use crate::service::packages;

object! {
    /// Deletes a package from a CodeArtifact repository, with all its versions. A package that no
    /// longer exists is not an error.
    ///
    /// !> Deleted package versions cannot be restored.
    pub(super) struct DeletePackage {
        ..package: NamedPackage,
    }
}

impl Action for DeletePackage {
    const NAME: &'static str = "delete_package";
    const OPERATIONS: &'static [&'static str] = &["DeletePackage"];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn invoke(self, progress: &Progress, aws: &Aws) -> Result<()> {
        let id = self.package.id();
        aws.delete_package(&id).await?;
        progress.say(format!("Deleted {id} with all its versions.")).await;
        Ok(())
    }
}
