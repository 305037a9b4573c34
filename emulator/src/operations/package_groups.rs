//! Package groups: create, describe, update, delete, list.

use serde_json::{Value, json};

use super::pages::page;
use super::{Call, Handler, Operation, Scope, Terms, tags};
use crate::model::failure::{Failure, Reason};
use crate::model::shapes::{
    DESCRIPTION, DOMAIN, DOMAIN_OWNER, GROUP_CONTACT, GROUP_PATTERN, GROUP_PATTERN_PREFIX,
    NEXT_TOKEN, PAGE_SIZE, STRING,
};
use crate::model::{Input, body, query, unverified};
use crate::names::package_groups::Pattern;
use crate::state::{Domain, PackageGroup, World};

/// The pattern of the group that a call works on, where it travels in the query.
pub(super) const GROUP: Input = query("packageGroup", "package-group", &GROUP_PATTERN).required();
/// The one operation whose pattern may be any text.
const ANY_GROUP: Input = query("packageGroup", "package-group", &STRING).required();
const CONTACT: Input = body("contactInfo", &GROUP_CONTACT);
const ABOUT: Input = body("description", &DESCRIPTION);
const PREFIX: Input = query("prefix", "prefix", &GROUP_PATTERN_PREFIX);

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "CreatePackageGroup",
        method: "POST",
        path: "/v1/package-group",
        terms: Terms::write(Scope::Group),
        inputs: &[DOMAIN, DOMAIN_OWNER, GROUP.in_body(), CONTACT, ABOUT, tags::TAGS],
        handler: Handler::Body(create),
    },
    Operation {
        name: "DescribePackageGroup",
        method: "GET",
        path: "/v1/package-group",
        terms: Terms::read(Scope::Group),
        inputs: &[DOMAIN, DOMAIN_OWNER, GROUP],
        handler: Handler::Body(describe),
    },
    Operation {
        name: "UpdatePackageGroup",
        method: "PUT",
        path: "/v1/package-group",
        terms: Terms::write(Scope::Group),
        inputs: &[DOMAIN, DOMAIN_OWNER, GROUP.in_body(), CONTACT, ABOUT],
        handler: Handler::Body(update),
    },
    Operation {
        name: "DeletePackageGroup",
        method: "DELETE",
        path: "/v1/package-group",
        terms: Terms::write(Scope::Group),
        inputs: &[DOMAIN, DOMAIN_OWNER, ANY_GROUP],
        handler: Handler::Body(delete),
    },
    Operation {
        name: "ListPackageGroups",
        method: "POST",
        path: "/v1/package-groups",
        terms: Terms::read(Scope::Domain),
        inputs: &[DOMAIN, DOMAIN_OWNER, PAGE_SIZE, NEXT_TOKEN, PREFIX],
        handler: Handler::Body(list),
    },
    Operation {
        name: "ListSubPackageGroups",
        method: "POST",
        path: "/v1/package-groups/sub-groups",
        terms: Terms::read(Scope::Group),
        inputs: &[DOMAIN, DOMAIN_OWNER, GROUP, PAGE_SIZE, NEXT_TOKEN],
        handler: Handler::Body(list_children),
    },
];

fn create(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let domain = world.domain_mut(&call.domain())?;
    let pattern = pattern(call)?;
    let tags = tags::new(call, &domain.id.group(pattern.text()))?;
    let group = PackageGroup {
        contact: call.optional(CONTACT).map(str::to_owned),
        description: call.optional(ABOUT).map(str::to_owned),
        tags,
        ..PackageGroup::new(pattern, call.now)
    };
    domain.groups.add(group, &domain.id)?;
    answer(call, domain)
}

/// The pattern of a group that need not exist.
pub(super) fn pattern(call: &Call<'_>) -> Result<Pattern, Failure> {
    let text = call.text(GROUP);
    Pattern::parse(text).map_err(|why| {
        let message = format!("The package group pattern '{text}' is not valid: {why}.");
        Failure::validation(Reason::Field, message)
    })
}

fn describe(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    answer(call, world.domain(&call.domain())?)
}

/// Omitted inputs keep their values.
fn update(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let domain = world.domain_mut(&call.domain())?;
    let group = domain.groups.group_mut(call.text(GROUP), &domain.id)?;
    if let Some(contact) = call.optional(CONTACT) {
        group.contact = Some(contact.to_owned());
    }
    if let Some(description) = call.optional(ABOUT) {
        group.description = Some(description.to_owned());
    }
    answer(call, domain)
}

fn delete(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let domain = world.domain_mut(&call.domain())?;
    let pattern = call.text(GROUP);
    if pattern == Pattern::ROOT {
        let message = format!("The root package group '{pattern}' cannot be deleted.");
        let refusal = Failure::new(unverified::ROOT_GROUP_IS_DELETED, message);
        return Err(refusal.about(&domain.id.group(pattern)));
    }
    let answer = answer(call, domain)?;
    domain.groups.remove(pattern);
    Ok(answer)
}

/// The group that a call names, described.
pub(super) fn answer(call: &Call<'_>, domain: &Domain) -> Result<Value, Failure> {
    let group = domain.groups.group(call.text(GROUP), &domain.id)?;
    Ok(json!({ "packageGroup": domain.groups.description(group, &domain.id) }))
}

fn list(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let domain = world.domain(&call.domain())?;
    let prefix = call.optional(PREFIX).unwrap_or_default();
    let chosen = domain.groups.all().filter(|group| group.pattern.text().starts_with(prefix));
    summaries(call, domain, chosen)
}

fn list_children(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let domain = world.domain(&call.domain())?;
    let group = domain.groups.group(call.text(GROUP), &domain.id)?;
    summaries(call, domain, domain.groups.children(group))
}

fn summaries<'a>(
    call: &Call<'_>,
    domain: &'a Domain,
    groups: impl Iterator<Item = &'a PackageGroup>,
) -> Result<Value, Failure> {
    let keyed = groups.map(|group| (vec![group.pattern.text()], group));
    page(call, "packageGroups", unverified::GROUPS_PER_PAGE, keyed, |group| {
        domain.groups.description(group, &domain.id)
    })
}
