//! An identity is whole, and stays byte for byte what it was. Before there is an object it may be
//! absent, but never unknown in a part: no CLI can show a plan with such an identity (Terraform
//! 1.12 to 1.16 end `show -json` with "value is not known"), and OpenTofu 1.12 cannot even make
//! one.

use codeartifact::framework::schema::Attribute;
use codeartifact::framework::value::Value;
use codeartifact::protocol::proto::ResourceIdentityData;

/// What is wrong with the identity, of these parts, of an object.
pub(in crate::host) fn identity(parts: &[Attribute], identity: &Value) -> Vec<String> {
    if identity.is_null() {
        return vec!["there is none".to_owned()];
    }
    let unknown = |part: &&Attribute| !identity.get(part.name).is_known();
    parts.iter().filter(unknown).map(|part| format!("{} is not known", part.name)).collect()
}

/// What is wrong with the identity of an object that is only planned.
pub(in crate::host) fn planned_identity(parts: &[Attribute], found: &Value) -> Vec<String> {
    if found.is_null() { Vec::new() } else { identity(parts, found) }
}

/// Where a stored identity was changed, if only in its bytes.
pub(in crate::host) fn same(
    stored: Option<&ResourceIdentityData>,
    found: Option<&ResourceIdentityData>,
) -> Vec<String> {
    let breach = || "it is not, byte for byte, what is stored".to_owned();
    (stored != found).then(breach).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use codeartifact::protocol::proto::DynamicValue;
    use serde_json::json;

    use super::*;
    use crate::host::rules::sample::{SAMPLE, value};

    #[test]
    fn an_identity_is_there_and_known() {
        assert_eq!(identity(SAMPLE, &value(json!({ "name": "a" }))), [""; 0]);
        assert_eq!(identity(SAMPLE, &Value::Null), ["there is none"]);
        let doubtful = value(json!({ "name": "a", "set": "?" }));
        assert_eq!(identity(SAMPLE, &doubtful), ["set is not known"]);
    }

    #[test]
    fn a_planned_identity_is_known_or_not_there() {
        assert_eq!(planned_identity(SAMPLE, &value(json!({ "name": "a" }))), [""; 0]);
        assert_eq!(planned_identity(SAMPLE, &Value::Null), [""; 0]);
        let doubtful = value(json!({ "name": "a", "set": "?" }));
        assert_eq!(planned_identity(SAMPLE, &doubtful), ["set is not known"]);
    }

    #[test]
    fn the_same_identity_in_other_bytes_is_another() {
        let data = |msgpack: &[u8]| {
            let value = DynamicValue { msgpack: msgpack.to_vec(), json: Vec::new() };
            Some(ResourceIdentityData { identity_data: Some(value) })
        };
        // The number 5 in its short and in a longer form.
        let (short, long) = (data(&[0x05]), data(&[0xcc, 0x05]));
        assert_eq!(same(short.as_ref(), short.as_ref()), [""; 0]);
        assert_eq!(same(short.as_ref(), long.as_ref()).len(), 1);
        assert_eq!(same(short.as_ref(), None).len(), 1);
    }
}
