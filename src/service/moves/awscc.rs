//! From hashicorp/awscc, whose types have the names of CloudFormation.

use serde_json::{Value as Json, json};

use super::{State, first, part, place, rename, take};
use crate::framework::moves::{Left, Move};

/// From `awscc_codeartifact_domain`.
pub(crate) const DOMAIN: Move =
    from("awscc_codeartifact_domain", domain, policy_in("codeartifact_domain_permissions_policy"));

/// From `awscc_codeartifact_repository`.
pub(crate) const REPOSITORY: Move = from(
    "awscc_codeartifact_repository",
    repository,
    policy_in("codeartifact_repository_permissions_policy"),
);

/// From `awscc_codeartifact_package_group`.
pub(crate) const PACKAGE_GROUP: Move =
    from("awscc_codeartifact_package_group", package_group, None);

const fn from(source: &'static str, translate: fn(&mut State), left: Option<Left>) -> Move {
    Move { provider: "hashicorp/awscc", source, newest: 1, translate, left }
}

/// A policy, which is a part of the object there.
const fn policy_in(manager: &'static str) -> Option<Left> {
    Some(Left { attribute: "permissions_policy_document", manager })
}

fn domain(state: &mut State) {
    rename(state, "domain_name", "domain");
    place(state, "arn", "owner");
    tags(state);
}

fn repository(state: &mut State) {
    rename(state, "domain_name", "domain");
    rename(state, "repository_name", "repository");
    place(state, "arn", "domain_owner");
    let connection = first(take(state, "external_connections"));
    state.insert("external_connection".to_owned(), connection);
    tags(state);
}

fn package_group(state: &mut State) {
    rename(state, "domain_name", "domain");
    place(state, "arn", "domain_owner");
    let mut restrictions = part(take(state, "origin_configuration"), "restrictions");
    if let Json::Object(restrictions) = &mut restrictions {
        restrictions.values_mut().for_each(restriction);
    }
    state.insert("origin_configuration".to_owned(), restrictions);
    tags(state);
}

fn restriction(restriction: &mut Json) {
    if let Json::Object(restriction) = restriction {
        rename(restriction, "restriction_mode", "mode");
        let repositories = take(restriction, "repositories");
        let none = repositories.is_null();
        restriction.insert("repositories".to_owned(), if none { json!([]) } else { repositories });
    }
}

/// Tags are a list of keys and values there, and there are no default ones.
fn tags(state: &mut State) {
    let Json::Array(pairs) = take(state, "tags") else {
        state.insert("tags_all".to_owned(), json!({}));
        return;
    };
    let pair = |pair: Json| Some((pair["key"].as_str()?.to_owned(), pair["value"].clone()));
    let tags: State = pairs.into_iter().filter_map(pair).collect();
    state.insert("tags_all".to_owned(), tags.clone().into());
    state.insert("tags".to_owned(), tags.into());
}
