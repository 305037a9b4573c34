//! What was moved is an object of the new type, of which nothing is unknown.

use codeartifact::framework::value::Value;
use codeartifact::protocol::proto::move_resource_state::Response;

use crate::host::{Kind, rules};

/// What is wrong with a state that was moved to a type.
pub(in crate::host) fn moved(kind: Kind, answer: &Response) -> Vec<String> {
    let Some(sent) = &answer.target_state else { return vec!["there is no state".to_owned()] };
    let state = match kind.read(sent) {
        Err(fault) => return vec![format!("the state is of another type: {fault}")],
        Ok(Value::Null) => return vec!["there is no state".to_owned()],
        Ok(state) => state,
    };
    let mut breaches = rules::stored(kind.attributes(), &state);
    if let Some(identity) = &answer.target_identity {
        let identity = kind.decode_identity(Some(identity));
        breaches.extend(rules::identity(kind.parts(), &identity));
    }
    breaches
}

#[cfg(test)]
mod tests {
    use codeartifact::protocol::proto::{DynamicValue, ResourceIdentityData};
    use serde_json::json;

    use super::*;
    use crate::host::rules::sample;

    fn domain() -> Kind {
        Kind::named("domain")
    }

    fn check(state: Option<&Value>, identity: Option<ResourceIdentityData>, says: &str) {
        let target_state = state.and_then(|state| domain().encode(state));
        let answer = Response { target_state, target_identity: identity, ..Default::default() };
        sample::expect(&moved(domain(), &answer), says);
    }

    #[test]
    fn a_moved_state_is_whole() {
        let whole = domain().value(json!({ "domain": "main" }));
        check(Some(&whole), None, "");
        check(None, None, "no state");
        check(Some(&Value::Null), None, "no state");
        let mut doubtful = whole.clone();
        doubtful.set("arn", Value::Unknown);
        check(Some(&doubtful), None, "not known");
        let other = DynamicValue { msgpack: vec![0x80], json: Vec::new() };
        let answer = Response { target_state: Some(other), ..Default::default() };
        sample::expect(&moved(domain(), &answer), "of another type");
    }

    #[test]
    fn a_moved_identity_is_none_or_whole() {
        let state = domain().value(json!({ "domain": "main" }));
        let parts = json!({ "domain": "main", "region": "eu-west-1", "owner": "000000000000" });
        check(Some(&state), Some(domain().identity(parts)), "");
        check(Some(&state), Some(ResourceIdentityData::default()), "there is none");
    }
}
