//! Copies of versions from one repository of a domain to another.

use serde_json::Value;

use super::batch::{Batch, REVISIONS, Refusal, VERSIONS, success};
use super::place::coordinates;
use super::{Call, Handler, Operation, Scope, Terms};
use crate::model::failure::{Failure, Reason};
use crate::model::shapes::{
    DOMAIN, DOMAIN_OWNER, FLAG, FORMAT, NAMESPACE, PACKAGE, REPOSITORY_NAME,
};
use crate::model::{Input, Status, body, query, unverified};
use crate::names::coordinates::Coordinates;
use crate::state::{Domain, Origin, OriginControls, Package, PackageVersion, Way, World};

pub(super) const SOURCE: Input =
    query("sourceRepository", "source-repository", &REPOSITORY_NAME).required();
pub(super) const DESTINATION: Input =
    query("destinationRepository", "destination-repository", &REPOSITORY_NAME).required();
const OVERWRITE: Input = body("allowOverwrite", &FLAG);
const FROM_UPSTREAM: Input = body("includeFromUpstream", &FLAG);

pub(super) const OPERATIONS: &[Operation] = &[Operation {
    name: "CopyPackageVersions",
    method: "POST",
    path: "/v1/package/versions/copy",
    terms: Terms::write(Scope::Copy).at_most(5.0),
    inputs: &[
        DOMAIN,
        DOMAIN_OWNER,
        SOURCE,
        DESTINATION,
        FORMAT,
        NAMESPACE,
        PACKAGE,
        VERSIONS,
        REVISIONS,
        OVERWRITE,
        FROM_UPSTREAM,
    ],
    handler: Handler::Body(copy),
}];

fn copy(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let (batch, name) = (Batch::either(call)?, coordinates(call)?);
    let (source, destination) = (call.text(SOURCE), call.text(DESTINATION));
    if source == destination {
        let message = "The source and the destination of a copy must be two repositories.";
        return Err(Failure::validation(Reason::Field, message));
    }
    let domain = world.domain_mut(&call.domain())?;
    let there = domain.repository(destination)?.packages.get(&name).cloned();
    let found = Found::new(call, domain, &name)?;
    let judge = |version: &str| found.judge(&batch, version, there.as_ref(), call.flag(OVERWRITE));
    let skipped = |version: &str| format!("Version {version} was skipped");
    let mut package = there.clone();
    let new = |origin: &Origin| {
        Package::new(name.clone(), OriginControls::first(origin.way(), &name, &domain.groups))
    };
    let answer = batch.run(skipped, judge, |version| found.put(version, &mut package, new));
    if let Some(package) = package {
        domain.repository_mut(destination)?.packages.insert(name, package);
    }
    Ok(answer)
}

/// The versions that can be copied: those of the source, and of what it searches if that is asked
/// for.
struct Found {
    versions: Vec<PackageVersion>,
    /// Tags and the versions they stand for.
    tags: Vec<(String, String)>,
    /// Whether the package may come to the destination.
    allowed: bool,
}

impl Found {
    fn new(call: &Call<'_>, domain: &Domain, name: &Coordinates) -> Result<Self, Failure> {
        let source = domain.repository(call.text(SOURCE))?;
        // Generic packages never travel through upstreams (user guide).
        let searched = match call.flag(FROM_UPSTREAM) && name.format != "generic" {
            true => domain.searched_for(&source.name, name),
            false => vec![source],
        };
        let packages: Vec<&Package> =
            searched.iter().filter_map(|repository| repository.packages.get(name)).collect();
        let versions = packages.iter().flat_map(|package| package.versions()).cloned().collect();
        let tags = packages.iter().flat_map(|package| package.tags.clone()).collect();
        let destination = call.text(DESTINATION);
        let allowed = domain.groups.allows(name.into(), Way::InternalUpstream, destination);
        Ok(Self { versions, tags, allowed: allowed || !unverified::COPIES_ARE_RESTRICTED })
    }

    /// The first that the search comes to.
    fn version(&self, name: &str) -> Option<&PackageVersion> {
        self.versions.iter().find(|version| version.version == name)
    }

    /// Says whether a version can be copied to the package at the destination.
    fn judge(
        &self,
        batch: &Batch,
        name: &str,
        there: Option<&Package>,
        overwrite: bool,
    ) -> Result<(), Refusal> {
        let version = batch.find(name, self.version(name))?;
        if matches!(version.status, Status::Unfinished | Status::Disposed) {
            let message = format!("Version {name} has the status {}", version.status.name());
            return Err(Refusal::new("NOT_ALLOWED", message));
        }
        if !self.allowed {
            let message = format!("Version {name} is not allowed by the package group");
            return Err(Refusal::new("NOT_ALLOWED", message));
        }
        let other = there.and_then(|package| package.version(name));
        if other.is_some_and(|other| !other.has_the_assets_of(version)) && !overwrite {
            return Err(Refusal::new("ALREADY_EXISTS", format!("Version {name} already exists")));
        }
        Ok(())
    }

    /// Puts a version into the package, and returns it unless it was there already.
    fn put(
        &self,
        name: &str,
        package: &mut Option<Package>,
        new: impl Fn(&Origin) -> Package,
    ) -> Option<Value> {
        let version = self.version(name)?;
        let package = package.get_or_insert_with(|| new(&version.origin));
        // The tags of the source win (user guide).
        let tags = self.tags.iter().filter(|(_, tagged)| tagged == name);
        package.tags.extend(tags.cloned());
        if package.version(name).is_some_and(|other| other.has_the_assets_of(version)) {
            return None;
        }
        package.put(PackageVersion { visible_from: None, ..version.clone() });
        Some(success(version, version.status.name()))
    }
}
