//! Promotion: versions, copied to another repository.

use crate::aws::{Aws, CopyOptions, RepositoryId};
use crate::framework::action::{Action, Progress};
use crate::framework::diagnostic::Result;
use crate::framework::permissions::Permission;
use crate::framework::schema::{items, matching, object};
use crate::framework::validate::Rule;
use crate::service::named::{Coordinates, Named, NamedDomain};
use crate::service::permissions;
use crate::service::repositories::TWO_REPOSITORIES;
use crate::service::{batches, names, packages};

object! {
    /// Copies versions of a package from one CodeArtifact repository to another in the same domain,
    /// such as from staging to production.
    ///
    /// If the destination already contains a version with the same content, this is not an error.
    pub(super) struct CopyPackageVersions {
        ..domain: NamedDomain,
        /// Name of the source repository.
        source_repository: String = matching(names::REPOSITORY),
        /// Name of the destination repository.
        destination_repository: String = matching(names::REPOSITORY),
        ..coordinates: Coordinates,
        /// Package versions. Each API call processes up to 100 of them.
        versions: Vec<String> = items(1, 1000).matching(names::PACKAGE),
        /// Whether to overwrite versions with different content in the destination. Defaults to
        /// `false`.
        allow_overwrite: Option<bool>,
        /// Whether to search the upstream repositories of the source repository too. Defaults to
        /// `false`.
        include_from_upstream: Option<bool>,
    }
}

impl Action for CopyPackageVersions {
    const NAME: &'static str = "copy_package_versions";
    const OPERATIONS: &'static [&'static str] = &["CopyPackageVersions"];
    const PERMISSIONS: &'static [Permission] = &[permissions::SOURCE];
    const RULES: &'static [Rule] = &[packages::RULES[0], packages::RULES[1], TWO_REPOSITORIES];
    type Client = Aws;

    async fn invoke(self, progress: &Progress, aws: &Aws) -> Result<()> {
        let (domain, repository) = (self.domain.id(), self.source_repository.clone());
        let package = self.coordinates.within(RepositoryId { domain, repository });
        let batches = batches::of(&package, &self.versions);
        let destination = self.destination_repository.as_str();
        let options = CopyOptions {
            allow_overwrite: self.allow_overwrite,
            include_from_upstream: self.include_from_upstream,
        };
        batches::each(&batches, &format!("copied to {destination}"), progress, |batch| {
            aws.copy_versions(&batch.package, destination, &batch.versions, options)
        })
        .await
    }
}
