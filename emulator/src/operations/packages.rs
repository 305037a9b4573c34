//! Packages: describe, delete, list, and how new versions may be published or ingested.

use serde_json::{Value, json};

use super::pages::page;
use super::place::Place;
use super::{Call, Handler, Operation, Scope, Terms};
use crate::model::failure::{Failure, Reason};
use crate::model::shapes::{
    ALLOWANCE, DOMAIN, DOMAIN_OWNER, FORMAT, NAMESPACE, NEXT_TOKEN, ORIGIN_RESTRICTIONS, PACKAGE,
    PACKAGE_FORMAT, PACKAGE_PART, PAGE_SIZE, REPOSITORY,
};
use crate::model::{Input, body, query};
use crate::state::{OriginControls, Package, World};

const ANY_FORMAT: Input = query("format", "format", &PACKAGE_FORMAT);
const PREFIX: Input = query("packagePrefix", "package-prefix", &PACKAGE_PART);
const PUBLISH: Input = query("publish", "publish", &ALLOWANCE);
const UPSTREAM: Input = query("upstream", "upstream", &ALLOWANCE);
const RESTRICTIONS: Input = body("restrictions", &ORIGIN_RESTRICTIONS).required();

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "DescribePackage",
        method: "GET",
        path: "/v1/package",
        terms: Terms::read(Scope::Package),
        inputs: &[DOMAIN, DOMAIN_OWNER, REPOSITORY, FORMAT, NAMESPACE, PACKAGE],
        handler: Handler::Body(describe),
    },
    Operation {
        name: "DeletePackage",
        method: "DELETE",
        path: "/v1/package",
        terms: Terms::write(Scope::Package).with_key(),
        inputs: &[DOMAIN, DOMAIN_OWNER, REPOSITORY, FORMAT, NAMESPACE, PACKAGE],
        handler: Handler::Body(delete),
    },
    Operation {
        name: "PutPackageOriginConfiguration",
        method: "POST",
        path: "/v1/package",
        terms: Terms::write(Scope::Package),
        inputs: &[DOMAIN, DOMAIN_OWNER, REPOSITORY, FORMAT, NAMESPACE, PACKAGE, RESTRICTIONS],
        handler: Handler::Body(put_origin),
    },
    Operation {
        name: "ListPackages",
        method: "POST",
        path: "/v1/packages",
        terms: Terms::read(Scope::Repository).at_most(200.0),
        inputs: &[
            DOMAIN,
            DOMAIN_OWNER,
            REPOSITORY,
            ANY_FORMAT,
            NAMESPACE,
            PREFIX,
            PAGE_SIZE,
            NEXT_TOKEN,
            PUBLISH,
            UPSTREAM,
        ],
        handler: Handler::Body(list),
    },
];

/// Page size when the caller names none (API reference).
const PACKAGES_PER_PAGE: usize = 100;

fn describe(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    Ok(json!({ "package": Place::of(call)?.package(world)?.description() }))
}

fn delete(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let place = Place::of(call)?;
    let summary = place.package(world)?.summary();
    let repository = world.domain_mut(&place.domain)?.repository_mut(place.repository)?;
    repository.packages.remove(&place.package);
    Ok(json!({ "deletedPackage": summary }))
}

/// A package that is not there is made, without versions.
fn put_origin(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let place = Place::of(call)?;
    let repository = world.domain_mut(&place.domain)?.repository_mut(place.repository)?;
    let given = call.given(RESTRICTIONS).unwrap_or(&Value::Null);
    let allows = |way: &str| given[way] == "ALLOW";
    let controls = OriginControls { publish: allows("publish"), upstream: allows("upstream") };
    let found = repository.packages.get(&place.package).cloned();
    let mut package = found.unwrap_or_else(|| Package::new(place.package.clone(), controls));
    package.controls = controls;
    let package = repository.packages.insert(place.package, package);
    Ok(json!({ "originConfiguration": package.origin_configuration() }))
}

fn list(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    if call.given(NAMESPACE).is_some() && call.given(ANY_FORMAT).is_none() {
        let message = "A namespace can only be asked for together with a format.";
        return Err(Failure::validation(Reason::Field, message));
    }
    let repository = world.domain(&call.domain())?.repository(call.text(REPOSITORY))?;
    let chosen = repository.packages.values().filter(|package| is_asked_for(call, package));
    let keyed = chosen.map(|package| (package.coordinates.key(), package));
    page(call, "packages", PACKAGES_PER_PAGE, keyed, Package::summary)
}

/// Namespace and name are asked for by their beginnings.
fn is_asked_for(call: &Call<'_>, package: &Package) -> bool {
    let begins = |input: Input, text: &str| {
        call.optional(input).is_none_or(|beginning| text.starts_with(beginning))
    };
    let agrees = |input: Input, allowed: bool| {
        call.optional(input).is_none_or(|asked| (asked == "ALLOW") == allowed)
    };
    let coordinates = &package.coordinates;
    package.is_visible(call.now)
        && call.optional(ANY_FORMAT).is_none_or(|format| format == coordinates.format)
        && begins(NAMESPACE, coordinates.namespace.as_deref().unwrap_or_default())
        && begins(PREFIX, &coordinates.name)
        && agrees(PUBLISH, package.controls.publish)
        && agrees(UPSTREAM, package.controls.upstream)
}
