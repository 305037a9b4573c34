//! One call of an operation.

use std::net::IpAddr;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::Settings;
use crate::authorization::Asked;
use crate::contents::blob::Blob;
use crate::model::Input;
use crate::model::shapes::{DOMAIN, DOMAIN_OWNER};
use crate::names::caller::Caller;
use crate::names::resource::DomainId;
use crate::time::Timestamp;

/// One call: who makes it, when, and with which inputs, all of them checked against the model.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    /// Who calls.
    pub(crate) caller: &'a Caller,
    /// When the call is made.
    pub(crate) now: Timestamp,
    /// Address that the call comes from.
    pub(crate) peer: IpAddr,
    /// What the service was set up with.
    pub(crate) settings: &'a Settings,
    /// Address of the emulator for the caller, without a slash at the end.
    pub(crate) url: String,
    /// Inputs by member name.
    pub(crate) inputs: Map<String, Value>,
    /// The content of an asset, where the body is that.
    pub(crate) upload: Option<&'a Arc<Blob>>,
}

impl Call<'_> {
    /// The input as it was given, or nothing.
    pub(super) fn given(&self, input: Input) -> Option<&Value> {
        self.inputs.get(input.member)
    }

    /// The text of an optional input.
    pub(super) fn optional(&self, input: Input) -> Option<&str> {
        self.given(input).and_then(Value::as_str)
    }

    /// The text of an input that the operation requires.
    pub(super) fn text(&self, input: Input) -> &str {
        self.optional(input).expect("a handler asks only for text that its operation requires")
    }

    /// The items of a list, empty when it was left out.
    pub(super) fn list(&self, input: Input) -> &[Value] {
        self.given(input).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// The whole number of an optional input.
    pub(super) fn number(&self, input: Input) -> Option<u64> {
        self.given(input).and_then(Value::as_u64)
    }

    /// Whether an optional flag was given and set.
    pub(super) fn flag(&self, input: Input) -> bool {
        self.given(input).and_then(Value::as_bool).unwrap_or_default()
    }

    /// The call as policies see it.
    pub(super) fn asked(&self) -> Asked<'_> {
        Asked { caller: self.caller, now: self.now, peer: self.peer, inputs: &self.inputs }
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
