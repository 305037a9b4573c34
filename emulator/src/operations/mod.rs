//! What the service does: one file per family of operations, each with its table and its handlers.
//!
//! An operation that is not in a table does not exist: it answers UnknownOperationException.

mod assets;
mod batch;
mod batches;
mod call;
mod copies;
mod demands;
mod domains;
mod endpoints;
mod external_connections;
mod group_associations;
mod group_origins;
mod operation;
mod package_groups;
mod packages;
mod pages;
mod perform;
mod place;
mod policies;
mod publish;
mod reply;
mod repositories;
mod settings;
mod tags;
mod terms;
mod tokens;
mod upstreams;
mod versions;

pub(crate) use self::call::Call;
use self::operation::Handler;
pub(crate) use self::operation::Operation;
pub(crate) use self::perform::Action;
pub(crate) use self::reply::{Download, Reply};
pub(crate) use self::settings::Settings;
pub use self::settings::{Endpoints, Quotas};
use self::terms::Scope;
pub(crate) use self::terms::{Access, Terms};

/// The families of operations in reading order.
const FAMILIES: &[&[Operation]] = &[
    domains::OPERATIONS,
    repositories::OPERATIONS,
    external_connections::OPERATIONS,
    endpoints::OPERATIONS,
    policies::OPERATIONS,
    tags::OPERATIONS,
    tokens::OPERATIONS,
    packages::OPERATIONS,
    versions::OPERATIONS,
    assets::OPERATIONS,
    publish::OPERATIONS,
    batches::OPERATIONS,
    copies::OPERATIONS,
    package_groups::OPERATIONS,
    group_origins::OPERATIONS,
    group_associations::OPERATIONS,
];

/// The names of all operations, as the model of the service has them.
pub fn operation_names() -> impl Iterator<Item = &'static str> {
    all().map(|operation| operation.name)
}

/// All operations.
pub(crate) fn all() -> impl Iterator<Item = &'static Operation> {
    FAMILIES.iter().copied().flatten()
}

/// The operation that answers at this method and path.
pub(crate) fn find(method: &str, path: &str) -> Option<&'static Operation> {
    all().find(|operation| operation.path == path && operation.method == method)
}

/// The operation of this name.
pub(crate) fn named(name: &str) -> Option<&'static Operation> {
    all().find(|operation| operation.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::{Shape, matches, shapes};

    #[test]
    fn no_two_operations_share_a_name_or_an_address() {
        assert_eq!(all().count(), 48);
        let (mut names, mut addresses) = (BTreeSet::new(), BTreeSet::new());
        for operation in all() {
            assert!(names.insert(operation.name), "{}", operation.name);
            assert!(addresses.insert((operation.method, operation.path)), "{}", operation.name);
        }
    }

    #[test]
    fn what_works_in_a_repository_names_it() {
        for Operation { name, inputs, terms, .. } in all() {
            let mut members = inputs.iter().map(|input| input.member);
            let is_named = members.any(|name| ["repository", "sourceRepository"].contains(&name));
            assert_eq!(terms.is_in_a_repository(), is_named, "{name}");
        }
    }

    #[test]
    fn no_two_inputs_of_an_operation_share_a_name() {
        for operation in all() {
            let members: BTreeSet<&str> =
                operation.inputs.iter().map(|input| input.member).collect();
            assert_eq!(members.len(), operation.inputs.len(), "{}", operation.name);
        }
    }

    fn compile(shape: &Shape) {
        match shape {
            Shape::Text { pattern, .. } => {
                assert_eq!(matches(pattern, "\u{7} "), *pattern == shapes::ANYTHING, "{pattern}");
            }
            Shape::Number { .. } | Shape::Choice(_) | Shape::Flag => {}
            Shape::List { of, .. } => compile(of),
            Shape::Map { key, value } => [key, value].into_iter().for_each(|shape| compile(shape)),
            Shape::Record(members) => members.iter().for_each(|(_, shape)| compile(shape)),
        }
    }

    #[test]
    fn each_pattern_compiles_and_takes_no_nonsense() {
        for operation in all() {
            operation.inputs.iter().for_each(|input| compile(input.shape));
        }
    }
}
