//! States of other providers' types, as core hands them over.

use codeartifact::protocol::proto::{RawState, move_resource_state};
use serde_json::Value as Json;

use super::objects::Held;
use super::{Answer, Core, Kind, accept, rules};

/// A state of another provider, as it is stored.
#[derive(Debug, Clone)]
pub(super) struct Foreign {
    /// The address of the provider.
    pub(super) provider: String,
    /// The type there.
    pub(super) type_name: String,
    /// The version of its schema.
    pub(super) version: i64,
    /// The attributes.
    pub(super) state: Json,
    /// The private data.
    pub(super) private: Vec<u8>,
}

impl Core<'_> {
    /// The object that a state of another provider becomes. What core would refuse is a breach, and
    /// so is a state that could not be stored and come back.
    pub(super) fn ask_for_move(&self, kind: Kind, from: Foreign) -> Answer<Held> {
        let json = from.state.to_string().into_bytes();
        let request = move_resource_state::Request {
            source_provider_address: from.provider,
            source_type_name: from.type_name,
            source_schema_version: from.version,
            source_state: Some(RawState { json, ..Default::default() }),
            source_private: from.private,
            target_type_name: kind.type_name(),
            ..Default::default()
        };
        let answer = self.call(async |mut client| client.move_resource_state(request).await);
        self.heard(answer.diagnostics.clone())?;
        accept("a moved state", rules::moved(kind, &answer));
        let state = kind.decode(answer.target_state.as_ref());
        let state = self.upgraded(kind, &state);
        Ok(Held { state, private: answer.target_private, identity: answer.target_identity })
    }
}
