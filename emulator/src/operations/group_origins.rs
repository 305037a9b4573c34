//! What package groups allow: how versions of their packages are published or ingested, and in
//! which repositories.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::package_groups::{GROUP, answer};
use super::pages::page;
use super::{Call, Handler, Operation, Scope, Terms};
use crate::model::failure::Failure;
use crate::model::shapes::{
    DOMAIN, DOMAIN_OWNER, GROUP_ALLOWED_REPOSITORIES, GROUP_RESTRICTIONS, GROUP_WAY, NEXT_TOKEN,
    PAGE_SIZE,
};
use crate::model::{Input, body, query, unverified};
use crate::names::package_groups::Pattern;
use crate::state::{Domain, Mode, PackageGroup, Way, World, name_of_way};

const RESTRICTIONS: Input = body("restrictions", &GROUP_RESTRICTIONS);
const ADD: Input = body("addAllowedRepositories", &GROUP_ALLOWED_REPOSITORIES);
const REMOVE: Input = body("removeAllowedRepositories", &GROUP_ALLOWED_REPOSITORIES);
const WAY: Input = query("originRestrictionType", "originRestrictionType", &GROUP_WAY).required();

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "UpdatePackageGroupOriginConfiguration",
        method: "PUT",
        path: "/v1/package-group-origin-configuration",
        terms: Terms::write(Scope::Group),
        inputs: &[DOMAIN, DOMAIN_OWNER, GROUP, RESTRICTIONS, ADD, REMOVE],
        handler: Handler::Body(update),
    },
    Operation {
        name: "ListAllowedRepositoriesForGroup",
        method: "GET",
        path: "/v1/package-group-allowed-repositories",
        terms: Terms::read(Scope::Group),
        inputs: &[DOMAIN, DOMAIN_OWNER, GROUP, WAY, PAGE_SIZE, NEXT_TOKEN],
        handler: Handler::Body(list_allowed),
    },
];

/// Allowed repositories that one call may add and remove together (a handler of AWS's own sends no
/// more).
const CHANGES_PER_CALL: usize = 100;

fn update(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let domain = world.domain_mut(&call.domain())?;
    let modes = modes(call);
    check(call, domain, &modes)?;
    let group = domain.groups.group_mut(call.text(GROUP), &domain.id)?;
    for (way, mode) in modes {
        group.restriction_mut(way).mode = mode;
    }
    let updates = change_lists(call, group);
    let mut answer = answer(call, domain)?;
    answer["allowedRepositoryUpdates"] = updates;
    Ok(answer)
}

/// Refuses what breaks a rule, before anything is changed.
fn check(call: &Call<'_>, domain: &Domain, modes: &BTreeMap<Way, Mode>) -> Result<(), Failure> {
    let pattern = call.text(GROUP);
    let group = domain.groups.group(pattern, &domain.id)?;
    let refuse =
        |code, message: String| Err(Failure::new(code, message).about(&domain.id.group(pattern)));
    if pattern == Pattern::ROOT && modes.values().any(|mode| *mode == Mode::Inherit) {
        let message = "The root package group has no parent to inherit from.";
        return refuse(unverified::ROOT_GROUP_INHERITS, message.to_owned());
    }
    if call.list(ADD).len() + call.list(REMOVE).len() > CHANGES_PER_CALL {
        let message =
            format!("One call cannot change more than {CHANGES_PER_CALL} allowed repositories.");
        return refuse(unverified::TOO_MANY_ALLOWED_REPOSITORIES, message);
    }
    for (way, repository) in entries(call, ADD) {
        if !unverified::MISSING_REPOSITORY_IS_ALLOWED {
            domain.repository(repository)?;
        }
        let mode = modes.get(&way).unwrap_or(&group.restriction(way).mode);
        if !unverified::LISTS_ARE_KEPT_IN_EVERY_MODE && *mode != Mode::AllowSpecificRepositories {
            let message = format!("The restriction {} has no list.", name_of_way(way));
            return Err(Failure::validation(unverified::REASON_OF_A_RULE, message));
        }
    }
    Ok(())
}

/// The modes that a call sets.
fn modes(call: &Call<'_>) -> BTreeMap<Way, Mode> {
    let given = call.given(RESTRICTIONS).cloned().unwrap_or_default();
    serde_json::from_value(given).unwrap_or_default()
}

/// The allowed repositories that a call adds or removes.
fn entries<'a>(call: &'a Call<'_>, input: Input) -> impl Iterator<Item = (Way, &'a str)> {
    call.list(input).iter().filter_map(|entry| {
        let way = serde_json::from_value(entry["originRestrictionType"].clone()).ok()?;
        Some((way, entry["repositoryName"].as_str()?))
    })
}

/// Removes and adds allowed repositories, and answers the model's
/// PackageGroupAllowedRepositoryUpdates.
fn change_lists(call: &Call<'_>, group: &mut PackageGroup) -> Value {
    let mut updates: Map<String, Value> = Map::new();
    let mut note = |way, word: &str, name: &str, is_change: bool| {
        if is_change || unverified::VAIN_LIST_CHANGES_ARE_REPORTED {
            let update = updates.entry(name_of_way(way)).or_insert_with(|| json!({}));
            let names =
                update.as_object_mut().map(|update| update.entry(word).or_insert(json!([])));
            names.and_then(Value::as_array_mut).expect("a list under each word").push(name.into());
        }
    };
    for (way, name) in entries(call, REMOVE) {
        note(way, "REMOVED", name, group.restriction_mut(way).repositories.remove(name));
    }
    for (way, name) in entries(call, ADD) {
        let repositories = &mut group.restriction_mut(way).repositories;
        note(way, "ADDED", name, repositories.insert(name.to_owned()));
    }
    updates.into()
}

fn list_allowed(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let domain = world.domain(&call.domain())?;
    let group = domain.groups.group(call.text(GROUP), &domain.id)?;
    let way = call.given(WAY).cloned().unwrap_or_default();
    let way = serde_json::from_value(way).expect("the model's words for ways are ours");
    let keyed = group.restriction(way).repositories.iter().map(|name| (vec![name.as_str()], name));
    let size = unverified::ALLOWED_REPOSITORIES_PER_PAGE;
    page(call, "allowedRepositories", size, keyed, |name| json!(name))
}
