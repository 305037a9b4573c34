//! An object as core keeps, reads and imports it.

use codeartifact::framework::json;
use codeartifact::framework::value::Value;
use codeartifact::protocol::proto::{
    ClientCapabilities, RawState, ResourceIdentityData, generate_resource_config,
    import_resource_state, read_resource, upgrade_resource_state, validate_resource_config,
};
use serde_json::Value as Json;

use super::{Answer, Core, Kind, accept, errors, must, rules};

/// An object as core keeps it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Held {
    pub(crate) state: Value,
    pub(crate) private: Vec<u8>,
    pub(crate) identity: Option<ResourceIdentityData>,
}

impl Core<'_> {
    /// What is wrong with a configuration.
    pub(crate) fn validate(&self, kind: Kind, config: &Value) -> Vec<String> {
        self.ask_for_validation(kind, config).map_or_else(|refusal| errors(&refusal), |()| vec![])
    }

    pub(super) fn ask_for_validation(&self, kind: Kind, config: &Value) -> Answer<()> {
        let request = validate_resource_config::Request {
            type_name: kind.type_name(),
            config: kind.encode(config),
            client_capabilities: capabilities(),
        };
        let answer = self.call(async |mut client| client.validate_resource_config(request).await);
        self.heard(answer.diagnostics)
    }

    /// The object as it is now; nothing where it is gone.
    pub(crate) fn read(&self, kind: Kind, held: &Held) -> Option<Held> {
        must(self.ask_for_object(kind, held))
    }

    pub(super) fn ask_for_object(&self, kind: Kind, held: &Held) -> Answer<Option<Held>> {
        let found = self.observe(kind, held)?;
        if let (Some(found), Some(stored)) = (&found, &held.identity) {
            accept("an identity", rules::same(Some(stored), found.identity.as_ref()));
        }
        Ok(found)
    }

    /// The same where the identity may be new, or be completed.
    fn observe(&self, kind: Kind, held: &Held) -> Answer<Option<Held>> {
        let request = read_resource::Request {
            type_name: kind.type_name(),
            current_state: kind.encode(&self.upgraded(kind, &held.state)),
            private: held.private.clone(),
            current_identity: held.identity.clone(),
            client_capabilities: capabilities(),
            ..Default::default()
        };
        let answer = self.call(async |mut client| client.read_resource(request).await);
        self.heard(answer.diagnostics)?;
        let state = kind.decode(answer.new_state.as_ref());
        accept("what was read", rules::stored(kind.attributes(), &state));
        assert_eq!(answer.deferred, None, "nobody has allowed to defer");
        if state.is_null() {
            return Ok(None);
        }
        let found = Held { state, private: answer.private, identity: answer.new_identity };
        accept_identity(kind, &found);
        Ok(Some(found))
    }

    /// The state as it comes back from the state file, which core has upgraded on every walk.
    pub(super) fn upgraded(&self, kind: Kind, state: &Value) -> Value {
        let upgraded = must(self.ask_for_upgrade(kind, &json::encode(state)));
        assert_eq!(upgraded, *state, "a state of the current version stays as it is");
        upgraded
    }

    /// What a stored state is to the provider today.
    pub(super) fn ask_for_upgrade(&self, kind: Kind, stored: &Json) -> Answer<Value> {
        let json = stored.to_string().into_bytes();
        let request = upgrade_resource_state::Request {
            type_name: kind.type_name(),
            version: 0,
            raw_state: Some(RawState { json, ..Default::default() }),
        };
        let answer = self.call(async |mut client| client.upgrade_resource_state(request).await);
        self.heard(answer.diagnostics)?;
        let upgraded = kind.decode(answer.upgraded_state.as_ref());
        accept("an upgraded state", rules::stored(kind.attributes(), &upgraded));
        Ok(upgraded)
    }

    /// Imports by ID.
    pub(crate) fn import(&self, kind: Kind, id: &str) -> Held {
        must(self.imported(kind, id, None)).expect("an object that exists")
    }

    pub(crate) fn import_by_identity(&self, kind: Kind, identity: ResourceIdentityData) -> Held {
        must(self.imported(kind, "", Some(identity))).expect("an object that exists")
    }

    /// `None` if there is no such object.
    pub(super) fn imported(
        &self,
        kind: Kind,
        id: &str,
        identity: Option<ResourceIdentityData>,
    ) -> Answer<Option<Held>> {
        let request = import_resource_state::Request {
            type_name: kind.type_name(),
            id: id.to_owned(),
            identity: identity.clone(),
            client_capabilities: capabilities(),
        };
        let answer = self.call(async |mut client| client.import_resource_state(request).await);
        self.heard(answer.diagnostics.clone())?;
        let [imported] = &answer.imported_resources[..] else {
            panic!("one object is imported: {answer:?}")
        };
        assert_eq!(imported.type_name, kind.type_name());
        assert!(identity.is_none() || imported.identity.is_some(), "the identity is handed on");
        let state = kind.decode(imported.state.as_ref());
        assert!(!state.is_null());
        accept("an imported state", rules::stored(kind.attributes(), &state));
        assert_eq!(answer.deferred, None, "nobody has allowed to defer");
        let (private, identity) = (imported.private.clone(), imported.identity.clone());
        self.observe(kind, &Held { state, private, identity })
    }

    /// The configuration that the provider would write for a state.
    pub(crate) fn generate(&self, kind: Kind, state: &Value) -> Value {
        let request = generate_resource_config::Request {
            type_name: kind.type_name(),
            state: kind.encode(state),
        };
        let answer = self.call(async |mut client| client.generate_resource_config(request).await);
        assert_eq!(errors(&answer.diagnostics), [""; 0]);
        kind.decode(answer.config.as_ref())
    }
}

/// Demands a whole identity.
pub(super) fn accept_identity(kind: Kind, found: &Held) {
    let identity = kind.decode_identity(found.identity.as_ref());
    accept("an identity", rules::identity(kind.parts(), &identity));
}

/// What this host can do.
pub(super) fn capabilities() -> Option<ClientCapabilities> {
    Some(ClientCapabilities { write_only_attributes_allowed: true, ..Default::default() })
}
