//! Which packages belong to which package group.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::package_groups::{GROUP, pattern};
use super::pages::page;
use super::place::coordinates;
use super::{Call, Handler, Operation, Scope, Terms};
use crate::model::failure::Failure;
use crate::model::shapes::{
    DOMAIN, DOMAIN_OWNER, FLAG, FORMAT, NAMESPACE, NEXT_TOKEN, PACKAGE, PAGE_SIZE,
};
use crate::model::{Input, query, unverified};
use crate::names::coordinates::Coordinates;
use crate::names::package_groups::Association;
use crate::state::{Domain, PackageGroup, PackageGroups, World};

const PREVIEW: Input = query("preview", "preview", &FLAG);

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "GetAssociatedPackageGroup",
        method: "GET",
        path: "/v1/get-associated-package-group",
        terms: Terms::read(Scope::Domain),
        inputs: &[DOMAIN, DOMAIN_OWNER, FORMAT, NAMESPACE, PACKAGE],
        handler: Handler::Body(get),
    },
    Operation {
        name: "ListAssociatedPackages",
        method: "GET",
        path: "/v1/list-associated-packages",
        terms: Terms::read(Scope::Group),
        inputs: &[DOMAIN, DOMAIN_OWNER, GROUP, PAGE_SIZE, NEXT_TOKEN, PREVIEW],
        handler: Handler::Body(list),
    },
];

/// The package need not exist.
fn get(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let domain = world.domain(&call.domain())?;
    let (group, association) = domain.groups.associated((&coordinates(call)?).into());
    Ok(json!({
        "packageGroup": domain.groups.description(group, &domain.id),
        "associationType": association,
    }))
}

fn list(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let domain = world.domain(&call.domain())?;
    let groups = groups(call, domain)?;
    let names = domain.package_names();
    let associated = names.into_iter().filter_map(|name| {
        let (group, association) = groups.associated(name.into());
        (group.pattern.text() == call.text(GROUP)).then_some((name, association))
    });
    let keyed = associated.map(|(name, association)| (name.key(), (name, association)));
    page(call, "packages", unverified::ASSOCIATED_PACKAGES_PER_PAGE, keyed, describe)
}

/// The groups of a domain; in a preview the group need not exist, and they are returned as if it
/// did.
fn groups<'a>(call: &Call<'_>, domain: &'a Domain) -> Result<Cow<'a, PackageGroups>, Failure> {
    if call.flag(PREVIEW) {
        let group = PackageGroup::new(pattern(call)?, call.now);
        return Ok(Cow::Owned(domain.groups.with(group)));
    }
    domain.groups.group(call.text(GROUP), &domain.id)?;
    Ok(Cow::Borrowed(&domain.groups))
}

/// The model's AssociatedPackage.
fn describe((name, association): (&Coordinates, Association)) -> Value {
    let mut package = name.members("package");
    package["associationType"] = json!(association);
    package
}
