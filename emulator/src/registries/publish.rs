//! An asset on its way into a repository.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;

use super::visit::{Visit, not_found, unreadable};
use crate::contents::blob::Blob;
use crate::model::failure::{Code, Failure};
use crate::model::shapes::{ASSET_NAME, PACKAGE_PART};
use crate::model::{Check, Status, unverified};
use crate::names::coordinates::Coordinates;
use crate::state::{Details, Origin, Package, PackageVersion, new_revision};

/// One asset that a client publishes, and what it declares with it.
pub(super) struct Publication {
    pub(super) package: Coordinates,
    pub(super) version: String,
    /// Name of the asset.
    pub(super) asset: String,
    /// Content of the asset.
    pub(super) content: Arc<Blob>,
    /// Details of the version, if the client declares them with this asset.
    pub(super) details: Option<Details>,
    /// Names that the version gets.
    pub(super) tags: BTreeMap<String, String>,
    /// Whether the version is complete with this asset, or else more assets follow.
    pub(super) is_last: bool,
}

impl Publication {
    /// Refuses names that the model does not allow.
    fn check(&self) -> Result<(), Failure> {
        let Coordinates { namespace, name, .. } = &self.package;
        let mut check = Check::default();
        check.value(&PACKAGE_PART, &json!(name), "package")?;
        check.value(&PACKAGE_PART, &json!(self.version), "packageVersion")?;
        check.value(&ASSET_NAME, &json!(self.asset), "assetName")?;
        if let Some(namespace) = namespace {
            check.value(&PACKAGE_PART, &json!(namespace), "namespace")?;
        }
        check.message().map_or(Ok(()), |message| Err(unreadable(message)))
    }
}

impl Visit<'_> {
    /// Publishes an asset, unless origin controls, an upstream that has the version, or the version
    /// itself forbid it.
    pub(super) fn publish(&self, publication: Publication) -> Result<(), Failure> {
        let Publication { package, version, .. } = &publication;
        publication.check()?;
        if self.is_found_beyond(package, version)? {
            return Err(taken(package, version, "in an upstream repository"));
        }
        let resource = self.resource().package(package);
        self.perform("PublishPackageVersion", &resource, |world| {
            let domain = world.domain_mut(&self.domain)?;
            let join = |held: &mut Package| self.join(&publication, held);
            let published = domain.publish(&self.endpoint.repository, package, join);
            published.map(drop).map_err(|refusal| refusal.about(&resource.clone().version(version)))
        })
    }

    /// Changes what is said of a package in the repository itself.
    pub(super) fn amend(
        &self,
        package: &Coordinates,
        amend: impl FnOnce(&mut Package) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.perform("PutPackageMetadata", &self.resource().package(package), |world| {
            let domain = world.domain_mut(&self.domain)?;
            amend(domain.package_mut(&self.endpoint.repository, package)?)
        })
    }

    /// Sets whether a version can be had by all, or by those only who know of it.
    pub(super) fn set_status(
        &self,
        package: &Coordinates,
        version: &str,
        status: Status,
    ) -> Result<(), Failure> {
        self.amend(package, |held| {
            let held = held.version_mut(version).filter(|version| version.is_offered());
            let held = held.ok_or_else(|| not_found(version))?;
            if held.status != status {
                held.status = status;
                held.revision = new_revision();
            }
            Ok(())
        })
    }

    /// The version with the asset. The same content under the same name changes nothing.
    fn join(
        &self,
        publication: &Publication,
        package: &mut Package,
    ) -> Result<PackageVersion, Failure> {
        let Publication { version: text, asset, content, details, tags, .. } = publication;
        let origin = Origin::Published { repository: self.endpoint.repository.clone() };
        let new = || PackageVersion::unfinished(text, origin);
        let mut version = package.version(text).cloned().unwrap_or_else(new);
        let is_gone = version.status == Status::Disposed;
        let is_hidden = version.status == Status::Archived && !unverified::ARCHIVED_VERSION_GROWS;
        if is_gone || is_hidden {
            return Err(taken(&publication.package, text, version.status.name()));
        }
        if version.has(asset, content) && version.status != Status::Unfinished {
            return Ok(version);
        }
        version.add(asset, content)?;
        version.has_room(self.shared.options.settings.quotas.assets_per_version)?;
        if let Some(details) = details {
            version.details = details.clone();
        }
        if publication.is_last && version.status == Status::Unfinished {
            version.publish(self.shared.now());
        }
        package.tags.extend(tags.clone());
        Ok(version)
    }
}

fn taken(package: &Coordinates, version: &str, how: &str) -> Failure {
    let message =
        format!("Version {version} of package '{}' exists already: {how}.", package.display_name());
    Failure::new(Code::Conflict, message)
}
