//! What the service does: one file per family of operations, each with its table and its handlers.
//!
//! An operation that is not in a table does not exist: it answers UnknownOperationException.

mod assets;
mod batch;
mod batches;
mod copies;
mod domains;
mod endpoints;
mod external_connections;
mod group_associations;
mod group_origins;
mod keys;
mod package_groups;
mod packages;
mod pages;
mod place;
mod policies;
mod publish;
mod repositories;
mod tags;
mod tokens;
mod upstreams;
mod versions;

use std::net::IpAddr;
use std::sync::Arc;

use serde_json::{Map, Value};

pub(crate) use self::keys::check_key;
use crate::blob::Blob;
use crate::caller::Caller;
use crate::model::shapes::{DOMAIN, DOMAIN_OWNER};
use crate::model::{Input, Operation};
use crate::options::Options;
use crate::resource::DomainId;
use crate::time::Timestamp;

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

/// One call: who makes it, when, and with which inputs, all of them checked against the model.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    /// Who calls.
    pub(crate) caller: &'a Caller,
    /// When the call is made.
    pub(crate) now: Timestamp,
    /// Address that the call comes from.
    pub(crate) peer: IpAddr,
    /// How the emulator was started.
    pub(crate) options: &'a Options,
    /// Address of the emulator, without a slash at the end.
    pub(crate) url: &'a str,
    /// Inputs by member name.
    pub(crate) inputs: Map<String, Value>,
    /// The content of an asset, where the body is that.
    pub(crate) upload: Option<&'a Arc<Blob>>,
}

impl Call<'_> {
    /// The input as it was given, or nothing.
    fn given(&self, input: Input) -> Option<&Value> {
        self.inputs.get(input.member)
    }

    /// The text of an optional input.
    fn optional(&self, input: Input) -> Option<&str> {
        self.given(input).and_then(Value::as_str)
    }

    /// The text of an input that the operation requires.
    fn text(&self, input: Input) -> &str {
        self.optional(input).expect("a handler asks only for text that its operation requires")
    }

    /// The items of a list, empty when it was left out.
    fn list(&self, input: Input) -> &[Value] {
        self.given(input).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// The whole number of an optional input.
    fn number(&self, input: Input) -> Option<u64> {
        self.given(input).and_then(Value::as_u64)
    }

    /// Whether an optional flag was given and set.
    fn flag(&self, input: Input) -> bool {
        self.given(input).and_then(Value::as_bool).unwrap_or_default()
    }

    /// The domain that the call works in.
    pub(crate) fn domain(&self) -> DomainId {
        DomainId {
            region: self.caller.region.clone(),
            owner: self.optional(DOMAIN_OWNER).unwrap_or(&self.caller.account).to_owned(),
            name: self.text(DOMAIN).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_operations_share_a_name_or_an_address() {
        let (mut names, mut addresses) = (BTreeSet::new(), BTreeSet::new());
        for operation in all() {
            assert!(names.insert(operation.name), "{}", operation.name);
            assert!(addresses.insert((operation.method, operation.path)), "{}", operation.name);
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
}
