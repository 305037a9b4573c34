//! What an operation demands of the policies: which actions, on which resources.

use super::copies::{DESTINATION, SOURCE};
use super::domains::ENCRYPTION_KEY;
use super::package_groups::GROUP;
use super::place::coordinates;
use super::tags::{RESOURCE, TAGS};
use super::upstreams::UPSTREAMS;
use super::{Access, Call, Operation, Scope};
use crate::authorization::Demand;
use crate::model::Input;
use crate::model::shapes::REPOSITORY;
use crate::names::resource::Resource;
use crate::state::resolve_key;

/// What the key of a new domain demands.
const KEY_ACTIONS: [&str; 2] = ["kms:DescribeKey", "kms:CreateGrant"];

/// All that a call of an operation demands.
pub(super) fn demands(operation: &Operation, call: &Call<'_>) -> Vec<Demand> {
    let own = own(operation, call);
    let with_tags = own.holder().filter(|_| is_made_with_tags(operation, call)).cloned();
    let mut demands = vec![own];
    match (operation.terms.access, operation.terms.scope) {
        (Access::Token, _) => demands.push(Demand::on_all("sts:GetServiceBearerToken")),
        (_, Scope::Copy) => {
            let source = call.domain().repository(call.text(SOURCE));
            demands.push(Demand::on("ReadFromRepository", source));
        }
        _ => demands.extend(upstreams(call)),
    }
    demands.extend(of_key(call));
    demands.extend(with_tags.map(|made| Demand::on("TagResource", made)));
    demands
}

/// The action that is named like the operation.
fn own(operation: &Operation, call: &Call<'_>) -> Demand {
    let name = operation.name;
    match operation.terms.scope {
        Scope::Account => Demand::on_all(&format!("codeartifact:{name}")),
        Scope::Domain => Demand::on(name, call.domain().resource()),
        Scope::Repository => Demand::on(name, call.domain().repository(call.text(REPOSITORY))),
        Scope::Package => Demand::on(name, package(call, REPOSITORY)),
        Scope::Copy => Demand::on(name, package(call, DESTINATION)),
        Scope::Group => Demand::on(name, call.domain().group(call.text(GROUP))),
        Scope::Tagged => Demand::on_arn(name, call.text(RESOURCE)),
    }
}

/// The package that a call names, in the repository that this input names.
fn package(call: &Call<'_>, repository: Input) -> Resource {
    let repository = call.domain().repository(call.text(repository));
    match coordinates(call) {
        Ok(package) => repository.package(&package),
        // A name that breaks the rules of its format is refused behind this.
        Err(_) => repository,
    }
}

/// Each upstream must let the repository become its downstream.
fn upstreams(call: &Call<'_>) -> impl Iterator<Item = Demand> {
    let named = call.list(UPSTREAMS).iter();
    named
        .filter_map(|upstream| upstream["repositoryName"].as_str())
        .map(|name| Demand::on("AssociateWithDownstreamRepository", call.domain().repository(name)))
}

/// Who creates a domain under a key must be allowed to look at the key and to grant its use (user
/// guide). The policy of the key itself is not known here.
fn of_key(call: &Call<'_>) -> impl Iterator<Item = Demand> {
    let named = call.optional(ENCRYPTION_KEY).filter(|key| !key.is_empty());
    let found = named.map(|key| resolve_key(Some(key), call.caller, &call.settings.unknown_keys));
    let arn = found.and_then(Result::ok);
    let on_key = |arn: String| KEY_ACTIONS.map(|action| Demand::beyond(action, &arn));
    arn.map(on_key).into_iter().flatten()
}

fn is_made_with_tags(operation: &Operation, call: &Call<'_>) -> bool {
    operation.terms.scope != Scope::Tagged && !call.list(TAGS).is_empty()
}
