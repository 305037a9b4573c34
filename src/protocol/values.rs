//! Values between the protocol and the framework.

use serde_json::Value as Json;

use super::answer::Failure;
use super::proto;
use crate::framework::diagnostic::Diagnostic;
use crate::framework::schema::Type;
use crate::framework::value::Value;
use crate::framework::{json, msgpack};

/// Decodes a value of type `ty`; one that was not sent is null.
pub(super) fn decode(ty: &Type, value: Option<proto::DynamicValue>) -> Result<Value, Failure> {
    let value = value.unwrap_or_default();
    let decoded = if !value.msgpack.is_empty() {
        msgpack::decode(ty, &value.msgpack)
    } else if !value.json.is_empty() {
        decode_json(ty, &value.json)
    } else {
        Ok(Value::Null)
    };
    decoded.map_err(|fault| malformed(&fault))
}

fn decode_json(ty: &Type, bytes: &[u8]) -> Result<Value, String> {
    let parsed = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    json::decode(ty, parsed).map_err(|error| error.to_string())
}

/// What Terraform has stored as JSON.
pub(super) fn stored(raw: Option<proto::RawState>) -> Result<Json, Failure> {
    let raw = raw.unwrap_or_default();
    if !raw.flatmap.is_empty() {
        let summary = "Could not read the stored state";
        let detail =
            "It was written by Terraform 0.11 or earlier. Refresh it with Terraform 0.12 first.";
        return Err(Diagnostic::error(summary, detail).into());
    }
    let malformed = |error: serde_json::Error| malformed(&error.to_string());
    serde_json::from_slice(&raw.json).map_err(malformed)
}

/// The failure for a message that does not follow the protocol.
pub(super) fn malformed(fault: &str) -> Failure {
    let detail = format!("Terraform sent a value that the provider cannot decode: {fault}.");
    Diagnostic::bug(detail).into()
}

/// Encodes a value of type `ty`.
#[expect(clippy::unnecessary_wraps, reason = "every message has the value as an option")]
pub(super) fn encode(ty: &Type, value: &Value) -> Option<proto::DynamicValue> {
    Some(proto::DynamicValue { msgpack: msgpack::encode(ty, value), json: Vec::new() })
}
