//! A type of resource, and its values on the wire.

use codeartifact::aws::Aws;
use codeartifact::framework::identity::identity_type;
use codeartifact::framework::resource::{AnyResource, state_type};
use codeartifact::framework::schema::{Attribute, Type};
use codeartifact::framework::value::Value;
use codeartifact::framework::{json, msgpack};
use codeartifact::protocol::proto::{DynamicValue, ResourceIdentityData};
use codeartifact::resources;
use serde_json::Value as Json;

/// A type of resource.
#[derive(Clone, Copy)]
pub(crate) struct Kind(&'static dyn AnyResource<Aws>);

impl Kind {
    /// The type of this name, without the provider's prefix.
    pub(crate) fn named(name: &str) -> Self {
        let mut all = resources::ALL.iter();
        Self(*all.find(|resource| resource.name() == name).expect("a resource of the registry"))
    }

    /// The name, without the provider's prefix.
    pub(crate) fn name(self) -> &'static str {
        self.0.name()
    }

    /// The name as Terraform has it.
    pub(crate) fn type_name(self) -> String {
        format!("codeartifact_{}", self.name())
    }

    pub(crate) fn attributes(self) -> &'static [Attribute] {
        self.0.attributes()
    }

    /// The parts of the identity.
    pub(crate) fn parts(self) -> &'static [Attribute] {
        self.0.key_attributes()
    }

    /// A value of the type, from JSON.
    pub(crate) fn value(self, json: Json) -> Value {
        json::decode(&state_type(self.0), json).expect("a value of the type")
    }

    /// A value on the wire.
    pub(crate) fn encode(self, value: &Value) -> Option<DynamicValue> {
        encode(&state_type(self.0), value)
    }

    /// A value from the wire, which must have exactly the attributes of the type; null where none
    /// was sent.
    pub(crate) fn decode(self, sent: Option<&DynamicValue>) -> Value {
        decode(&state_type(self.0), sent)
    }

    /// The same where the value may be of another type.
    pub(super) fn read(self, sent: &DynamicValue) -> Result<Value, String> {
        read(&state_type(self.0), sent)
    }

    /// An identity from JSON, on the wire.
    pub(crate) fn identity(self, json: Json) -> ResourceIdentityData {
        let ty = identity_type(self.0);
        let value = json::decode(&ty, json).expect("an identity of the type");
        ResourceIdentityData { identity_data: encode(&ty, &value) }
    }

    /// An identity from the wire; null where none was sent.
    pub(crate) fn decode_identity(self, sent: Option<&ResourceIdentityData>) -> Value {
        decode(&identity_type(self.0), sent.and_then(|sent| sent.identity_data.as_ref()))
    }
}

/// A value of a type on the wire.
pub(super) fn encode(ty: &Type, value: &Value) -> Option<DynamicValue> {
    Some(DynamicValue { msgpack: msgpack::encode(ty, value), json: Vec::new() })
}

/// A value of a type from the wire.
pub(super) fn decode(ty: &Type, sent: Option<&DynamicValue>) -> Value {
    sent.map_or(Value::Null, |sent| read(ty, sent).expect("a value that conforms to the schema"))
}

/// The same where the value may be of another type. Core takes an object only with all attributes,
/// and the codec of the provider takes more: what it has read must be what was sent.
pub(super) fn read(ty: &Type, sent: &DynamicValue) -> Result<Value, String> {
    let value = msgpack::decode(ty, &sent.msgpack)?;
    match msgpack::encode(ty, &value) == sent.msgpack {
        true => Ok(value),
        false => Err("it has other attributes than the schema".to_owned()),
    }
}
