//! Versions of packages: list, describe, and what their package managers know of them.

use serde_json::{Value, json};

use super::pages::page;
use super::place::Place;
use super::{Call, Handler, Operation, Scope, Terms};
use crate::model::failure::{Code, Failure};
use crate::model::shapes::{
    DOMAIN, DOMAIN_OWNER, FORMAT, NAMESPACE, NEXT_TOKEN, ORIGIN_TYPE, PACKAGE, PACKAGE_STATUS,
    PAGE_SIZE, REPOSITORY, SORT_BY, VERSION,
};
use crate::model::{Input, query, unverified};
use crate::state::{Dependency, PackageVersion, World};

const STATUS: Input = query("status", "status", &PACKAGE_STATUS);
const SORT: Input = query("sortBy", "sortBy", &SORT_BY);
const ORIGIN: Input = query("originType", "originType", &ORIGIN_TYPE);

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "ListPackageVersions",
        method: "POST",
        path: "/v1/package/versions",
        terms: Terms::read(Scope::Package).at_most(200.0),
        inputs: &[
            DOMAIN,
            DOMAIN_OWNER,
            REPOSITORY,
            FORMAT,
            NAMESPACE,
            PACKAGE,
            STATUS,
            SORT,
            PAGE_SIZE,
            NEXT_TOKEN,
            ORIGIN,
        ],
        handler: Handler::Body(list),
    },
    Operation {
        name: "DescribePackageVersion",
        method: "GET",
        path: "/v1/package/version",
        terms: Terms::read(Scope::Package),
        inputs: &[DOMAIN, DOMAIN_OWNER, REPOSITORY, FORMAT, NAMESPACE, PACKAGE, VERSION],
        handler: Handler::Body(describe),
    },
    Operation {
        name: "GetPackageVersionReadme",
        method: "GET",
        path: "/v1/package/version/readme",
        terms: Terms::read(Scope::Package),
        inputs: &[DOMAIN, DOMAIN_OWNER, REPOSITORY, FORMAT, NAMESPACE, PACKAGE, VERSION],
        handler: Handler::Body(readme),
    },
    Operation {
        name: "ListPackageVersionDependencies",
        method: "POST",
        path: "/v1/package/version/dependencies",
        terms: Terms::read(Scope::Package),
        inputs: &[
            DOMAIN,
            DOMAIN_OWNER,
            REPOSITORY,
            FORMAT,
            NAMESPACE,
            PACKAGE,
            VERSION,
            NEXT_TOKEN,
        ],
        handler: Handler::Body(dependencies),
    },
];

/// Page size when the caller names none (API reference).
const VERSIONS_PER_PAGE: usize = 50;

fn list(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let place = Place::of(call)?;
    let package = place.package(world)?;
    let mut chosen: Vec<(String, &PackageVersion)> =
        package.versions().filter(|version| is_asked_for(call, version)).map(keyed(call)).collect();
    chosen.sort_by(|(one, _), (other, _)| one.cmp(other));
    let keyed = chosen.iter().map(|(key, version)| (vec![key.as_str()], *version));
    let mut answer = page(call, "versions", VERSIONS_PER_PAGE, keyed, PackageVersion::summary)?;
    for (member, value) in place.package.members("package").as_object().into_iter().flatten() {
        answer[member] = value.clone();
    }
    if let Some(version) = package.default_version(call.now) {
        answer["defaultDisplayVersion"] = version.into();
    }
    Ok(answer)
}

/// The key by which versions are sorted: the newest first, if that is asked for.
fn keyed(call: &Call<'_>) -> impl Fn(&PackageVersion) -> (String, &PackageVersion) {
    let by_time = call.given(SORT).is_some();
    move |version| {
        let age = version.published.map_or(u64::MAX, |published| published.age());
        let time = if by_time { format!("{age:020}/") } else { String::new() };
        (time + &version.version, version)
    }
}

fn is_asked_for(call: &Call<'_>, version: &PackageVersion) -> bool {
    let agrees = |input, word| call.optional(input).is_none_or(|asked| asked == word);
    version.is_visible(call.now)
        && agrees(STATUS, version.status.name())
        && agrees(ORIGIN, version.origin.kind())
}

fn describe(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let place = Place::of(call)?;
    let version = place.version(call, world)?;
    Ok(json!({ "packageVersion": version.description(&place.package) }))
}

fn readme(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let place = Place::of(call)?;
    let version = place.version(call, world)?;
    let Some(readme) = &version.details.readme else {
        let version = &version.version;
        let message = format!("Package version '{}' has no readme.", place.package.path(version));
        return Err(Failure::new(Code::NotFound, message).about(&place.resource().version(version)));
    };
    let mut answer = place.members(version);
    answer["readme"] = readme.clone().into();
    Ok(answer)
}

fn dependencies(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let place = Place::of(call)?;
    let version = place.version(call, world)?;
    let mut all: Vec<&Dependency> = version.details.dependencies.iter().collect();
    all.sort_by_key(|dependency| dependency.key());
    let keyed = all.into_iter().map(|dependency| (dependency.key(), dependency));
    let size = unverified::DEPENDENCIES_PER_PAGE;
    let mut answer = page(call, "dependencies", size, keyed, Dependency::description)?;
    for (member, value) in place.members(version).as_object().into_iter().flatten() {
        answer[member] = value.clone();
    }
    Ok(answer)
}
