//! The life of versions: change their status, dispose of their assets, delete them.

use serde_json::Value;

use super::batch::{Batch, REVISIONS, Refusal, VERSIONS, success};
use super::place::Place;
use super::{Call, Handler, Operation, Scope, Terms};
use crate::model::failure::{Failure, Reason};
use crate::model::shapes::{
    DOMAIN, DOMAIN_OWNER, FORMAT, NAMESPACE, PACKAGE, PACKAGE_STATUS, REPOSITORY,
};
use crate::model::{Input, Status, body, unverified};
use crate::state::{Package, PackageVersion, World};

const EXPECTED: Input = body("expectedStatus", &PACKAGE_STATUS);
const TARGET: Input = body("targetStatus", &PACKAGE_STATUS).required();

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "UpdatePackageVersionsStatus",
        method: "POST",
        path: "/v1/package/versions/update_status",
        terms: Terms::write(Scope::Package),
        inputs: &[
            DOMAIN,
            DOMAIN_OWNER,
            REPOSITORY,
            FORMAT,
            NAMESPACE,
            PACKAGE,
            VERSIONS.required(),
            REVISIONS,
            EXPECTED,
            TARGET,
        ],
        handler: Handler::Body(update_status),
    },
    Operation {
        name: "DisposePackageVersions",
        method: "POST",
        path: "/v1/package/versions/dispose",
        terms: Terms::write(Scope::Package),
        inputs: &[
            DOMAIN,
            DOMAIN_OWNER,
            REPOSITORY,
            FORMAT,
            NAMESPACE,
            PACKAGE,
            VERSIONS.required(),
            REVISIONS,
            EXPECTED,
        ],
        handler: Handler::Body(dispose),
    },
    Operation {
        name: "DeletePackageVersions",
        method: "POST",
        path: "/v1/package/versions/delete",
        terms: Terms::write(Scope::Package).with_key(),
        inputs: &[
            DOMAIN,
            DOMAIN_OWNER,
            REPOSITORY,
            FORMAT,
            NAMESPACE,
            PACKAGE,
            VERSIONS.required(),
            EXPECTED,
        ],
        handler: Handler::Body(delete),
    },
];

fn update_status(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let target = target(call)?;
    run(
        call,
        world,
        |status| may_become(status, target),
        |package, name| {
            let version = package.version_mut(name)?;
            match target {
                Status::Published => version.publish(call.now),
                _ => version.status = target,
            }
            Some(success(version, target.name()))
        },
    )
}

fn dispose(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let may = |status| match status {
        Status::Disposed => false,
        Status::Unfinished => unverified::UNFINISHED_MAY_BE_DISPOSED_OF,
        _ => true,
    };
    run(call, world, may, |package, name| {
        let version = package.version_mut(name)?;
        version.status = Status::Disposed;
        version.assets.clear();
        Some(success(version, Status::Disposed.name()))
    })
}

fn delete(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    run(
        call,
        world,
        |_| true,
        |package, name| package.remove(name).map(|version| success(&version, "Deleted")),
    )
}

/// The status that a caller may ask for.
fn target(call: &Call<'_>) -> Result<Status, Failure> {
    let name = call.text(TARGET);
    match Status::from_name(name) {
        Some(status @ (Status::Published | Status::Unlisted | Status::Archived)) => Ok(status),
        _ => {
            let message = format!("The status of a package version cannot be set to '{name}'.");
            Err(Failure::validation(Reason::Field, message))
        }
    }
}

/// Whether a version can be given a status (user guide, the table of statuses).
fn may_become(status: Status, target: Status) -> bool {
    match status {
        Status::Disposed => false,
        Status::Unfinished => target == Status::Published || unverified::UNFINISHED_MAY_BE_HIDDEN,
        _ => true,
    }
}

fn run(
    call: &Call<'_>,
    world: &mut World,
    may: impl Fn(Status) -> bool,
    mut perform: impl FnMut(&mut Package, &str) -> Option<Value>,
) -> Result<Value, Failure> {
    let batch = Batch::listed(call)?;
    let package = Place::of(call)?.package_mut(world)?;
    let expected = call.optional(EXPECTED);
    let before = package.clone();
    let judge = |name: &str| {
        let version = batch.find(name, before.version(name))?;
        judge_status(version, expected, &may)
    };
    let skipped = |name: &str| format!("version {name} is skipped");
    Ok(batch.run(skipped, judge, |name| perform(package, name)))
}

fn judge_status(
    version: &PackageVersion,
    expected: Option<&str>,
    may: impl Fn(Status) -> bool,
) -> Result<(), Refusal> {
    let current = version.status.name();
    if let Some(expected) = expected.filter(|expected| *expected != current) {
        let message = format!("current status: {current}, expected status: {expected}");
        return Err(Refusal::new("MISMATCHED_STATUS", message));
    }
    if may(version.status) {
        return Ok(());
    }
    let message = format!("A package version with status {current} does not allow this.");
    Err(Refusal::new("NOT_ALLOWED", message))
}
