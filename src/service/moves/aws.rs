//! From hashicorp/aws. None of its types has had a second version of its schema; of what has
//! changed within the first, the type of a number that we do not keep, and the `region` of version
//! 6, only the latter counts.

use super::{State, column, first, part, place, take};
use crate::framework::moves::Move;

/// From `aws_codeartifact_domain`.
pub(crate) const DOMAIN: Move = from("aws_codeartifact_domain", domain);

/// From `aws_codeartifact_domain_permissions_policy`.
pub(crate) const DOMAIN_POLICY: Move = from("aws_codeartifact_domain_permissions_policy", policy);

/// From `aws_codeartifact_repository`.
pub(crate) const REPOSITORY: Move = from("aws_codeartifact_repository", repository);

/// From `aws_codeartifact_repository_permissions_policy`.
pub(crate) const REPOSITORY_POLICY: Move =
    from("aws_codeartifact_repository_permissions_policy", policy);

/// From `aws_codeartifact_package_origin_configuration`.
pub(crate) const PACKAGE_ORIGIN: Move =
    from("aws_codeartifact_package_origin_configuration", package_origin);

const fn from(source: &'static str, translate: fn(&mut State)) -> Move {
    Move { provider: "hashicorp/aws", source, newest: 0, translate, left: None }
}

fn domain(state: &mut State) {
    place(state, "arn", "owner");
}

fn repository(state: &mut State) {
    place(state, "arn", "domain_owner");
    let upstreams = column(take(state, "upstream"), "repository_name");
    state.insert("upstreams".to_owned(), upstreams);
    let connections = column(take(state, "external_connections"), "external_connection_name");
    state.insert("external_connection".to_owned(), first(connections));
}

fn policy(state: &mut State) {
    place(state, "resource_arn", "domain_owner");
}

fn package_origin(state: &mut State) {
    let restrictions = first(take(state, "restrictions"));
    for way in ["publish", "upstream"] {
        state.insert(way.to_owned(), part(restrictions.clone(), way));
    }
}
