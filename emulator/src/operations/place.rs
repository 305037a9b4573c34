//! The package that a call works on, and what the call may find there.

use serde_json::Value;

use super::Call;
use crate::model::failure::{Code, Failure};
use crate::model::shapes::{FORMAT, NAMESPACE, PACKAGE, REPOSITORY, VERSION};
use crate::names::coordinates::{Coordinates, kept_version};
use crate::names::resource::{DomainId, Resource};
use crate::state::{Package, PackageVersion, World};
use crate::time::Timestamp;

/// The package that a call names, in the repository that it names.
pub(super) struct Place<'a> {
    pub(super) domain: DomainId,
    /// Name of the repository.
    pub(super) repository: &'a str,
    /// What names the package.
    pub(super) package: Coordinates,
    /// When the call is made.
    now: Timestamp,
}

impl<'a> Place<'a> {
    /// Reads the inputs that name a package, unless they break the rules of its format.
    pub(super) fn of(call: &'a Call<'_>) -> Result<Self, Failure> {
        Ok(Place {
            domain: call.domain(),
            repository: call.text(REPOSITORY),
            package: coordinates(call)?,
            now: call.now,
        })
    }

    /// The package as a resource.
    pub(super) fn resource(&self) -> Resource {
        self.domain.repository(self.repository).package(&self.package)
    }

    /// The package, or the refusal that it does not exist.
    pub(super) fn package<'w>(&self, world: &'w World) -> Result<&'w Package, Failure> {
        world.domain(&self.domain)?.package(self.repository, &self.package, self.now)
    }

    /// The package to change, or the refusal that it does not exist.
    pub(super) fn package_mut<'w>(&self, world: &'w mut World) -> Result<&'w mut Package, Failure> {
        world.domain_mut(&self.domain)?.package_mut(self.repository, &self.package)
    }

    /// The version that the call names, or the refusal that it does not exist.
    pub(super) fn version<'w>(
        &self,
        call: &Call<'_>,
        world: &'w World,
    ) -> Result<&'w PackageVersion, Failure> {
        let version = &kept_version(&self.package.format, call.text(VERSION));
        let found = self.package(world)?.version(version);
        found.filter(|version| version.is_visible(self.now)).ok_or_else(|| {
            let message = format!(
                "Package version not found. Package version '{}' in repository '{}' does not exist.",
                self.package.path(version),
                self.repository
            );
            Failure::new(Code::NotFound, message).about(&self.resource().version(version))
        })
    }

    /// The members that name the package and a version in the answers of lists and texts.
    pub(super) fn members(&self, version: &PackageVersion) -> Value {
        let mut members = self.package.members("package");
        members["version"] = version.version.clone().into();
        members["versionRevision"] = version.revision.clone().into();
        members
    }
}

/// What names the package of a call, unless it breaks the rules of its format.
pub(super) fn coordinates(call: &Call<'_>) -> Result<Coordinates, Failure> {
    Coordinates::new(call.text(FORMAT), call.optional(NAMESPACE), call.text(PACKAGE))
}
