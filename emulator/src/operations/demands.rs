//! What an operation demands of the policies: which actions, on which resources.

use serde_json::Value;

use super::{Access, Call, Operation, Scope};
use crate::authorization::Demand;
use crate::names::coordinates::Coordinates;
use crate::names::resource::Resource;

/// All that a call of an operation demands.
pub(super) fn demands(operation: &Operation, call: &Call<'_>) -> Vec<Demand> {
    let own = own(operation, call);
    let with_tags = own.holder().filter(|_| is_made_with_tags(operation, call)).cloned();
    let mut demands = vec![own];
    match (operation.terms.access, operation.terms.scope) {
        (Access::Token, _) => demands.push(Demand::on_all("sts:GetServiceBearerToken")),
        (_, Scope::Copy) => {
            let source = call.domain().repository(text(call, "sourceRepository"));
            demands.push(Demand::on("ReadFromRepository", source));
        }
        _ => demands.extend(upstreams(call)),
    }
    demands.extend(with_tags.map(|made| Demand::on("TagResource", made)));
    demands
}

/// The action that is named like the operation.
fn own(operation: &Operation, call: &Call<'_>) -> Demand {
    let name = operation.name;
    match operation.terms.scope {
        Scope::Account => Demand::on_all(&format!("codeartifact:{name}")),
        Scope::Domain => Demand::on(name, call.domain().resource()),
        Scope::Repository => Demand::on(name, call.domain().repository(text(call, "repository"))),
        Scope::Package => Demand::on(name, package(call, "repository")),
        Scope::Copy => Demand::on(name, package(call, "destinationRepository")),
        Scope::Group => Demand::on(name, call.domain().group(text(call, "packageGroup"))),
        Scope::Tagged => Demand::on_arn(name, text(call, "resourceArn")),
    }
}

/// The package that a call names, in the repository that this member names.
fn package(call: &Call<'_>, repository: &str) -> Resource {
    let repository = call.domain().repository(text(call, repository));
    let namespace = call.inputs.get("namespace").and_then(Value::as_str);
    match Coordinates::new(text(call, "format"), namespace, text(call, "package")) {
        Ok(package) => repository.package(&package),
        // A name that breaks the rules of its format is refused behind this.
        Err(_) => repository,
    }
}

/// Each upstream must let the repository become its downstream.
fn upstreams(call: &Call<'_>) -> impl Iterator<Item = Demand> {
    let names = list(call, "upstreams").iter().map(|upstream| &upstream["repositoryName"]);
    names
        .filter_map(Value::as_str)
        .map(|name| Demand::on("AssociateWithDownstreamRepository", call.domain().repository(name)))
}

fn is_made_with_tags(operation: &Operation, call: &Call<'_>) -> bool {
    operation.terms.scope != Scope::Tagged && !list(call, "tags").is_empty()
}

fn text<'a>(call: &'a Call<'_>, member: &str) -> &'a str {
    call.inputs.get(member).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(call: &'a Call<'_>, member: &str) -> &'a [Value] {
    call.inputs.get(member).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
