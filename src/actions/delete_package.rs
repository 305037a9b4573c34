//! A package, deleted.

use crate::{
    aws::Aws,
    framework::{
        action::{Action, Progress},
        diagnostic::Result,
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
    /// Deletes a package of a repository with all its versions. One that is gone already is no error.
    pub(super) struct DeletePackage {
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
        region: Option<String> = matching(names::REGION),
    }
}

impl Action for DeletePackage {
    const NAME: &'static str = "delete_package";
    const OPERATIONS: &'static [&'static str] = &["DeletePackage"];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn invoke(self, progress: &Progress, aws: &Aws) -> Result<()> {
        let id = key_of::<PackageKey>(&self)?.id();
        aws.delete_package(&id).await?;
        progress.say(format!("Deleted {id} with all its versions.")).await;
        Ok(())
    }
}
