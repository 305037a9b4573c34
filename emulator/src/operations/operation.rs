//! One operation of the service, as its table has it.

use serde_json::Value;

use super::{Access, Call, Download, Reply, Terms};
use crate::model::failure::Failure;
use crate::model::{Input, Place};
use crate::state::World;

/// One operation of the service: a fixed method and path, its terms, its inputs, and what it does.
#[derive(Debug)]
pub(crate) struct Operation {
    /// Name in the model.
    pub(crate) name: &'static str,
    /// HTTP method.
    pub(crate) method: &'static str,
    /// Path without the query. No path of the service carries a label.
    pub(crate) path: &'static str,
    /// The terms on which it can be called.
    pub(crate) terms: Terms,
    /// Inputs in the order of the model.
    pub(crate) inputs: &'static [Input],
    /// What it does once the inputs are checked.
    pub(crate) handler: Handler,
}

/// What an operation does: it reads the call, changes the world, and answers.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Handler {
    /// With a JSON body.
    Body(fn(&Call<'_>, &mut World) -> Result<Value, Failure>),
    /// With the content of an asset.
    Asset(fn(&Call<'_>, &mut World) -> Result<Download, Failure>),
}

impl Handler {
    /// Does it.
    pub(crate) fn run(self, call: &Call<'_>, world: &mut World) -> Result<Reply, Failure> {
        match self {
            Self::Body(handler) => handler(call, world).map(|body| Reply::Text(body.to_string())),
            Self::Asset(handler) => handler(call, world).map(Reply::Asset),
        }
    }
}

impl Operation {
    /// Whether it changes nothing.
    pub(crate) fn only_looks(&self) -> bool {
        self.terms.access == Access::Read
    }

    /// Whether the body of the request is the content of an asset.
    pub(crate) fn takes_an_asset(&self) -> bool {
        self.inputs.iter().any(|input| input.place == Place::Payload)
    }
}
