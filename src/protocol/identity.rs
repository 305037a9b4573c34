//! The rpcs about identities, and identities in the answers of other rpcs.

use super::answer::Failure;
use super::proto::resource_identity_schema::IdentityAttribute;
use super::proto::{
    ResourceIdentityData, ResourceIdentitySchema, get_resource_identity_schemas,
    upgrade_resource_identity,
};
use super::provider::by_type;
use super::schema::type_bytes;
use super::{Service, values};
use crate::framework::docs::sentence;
use crate::framework::identity::{self, identity_type};
use crate::framework::private::Kept;
use crate::framework::provider::Provider;
use crate::framework::resource::AnyResource;
use crate::framework::schema::{Attribute, Mode};
use crate::framework::value::Value;

impl<P: Provider> Service<P> {
    pub(super) fn identity_schemas() -> get_resource_identity_schemas::Response {
        let named = P::RESOURCES
            .iter()
            .map(|resource| (resource.name(), schema(resource.key_attributes())));
        let identity_schemas = by_type::<P, _>(named);
        get_resource_identity_schemas::Response { identity_schemas, ..Default::default() }
    }

    pub(super) fn upgrade_identity(
        request: upgrade_resource_identity::Request,
    ) -> Result<upgrade_resource_identity::Response, Failure> {
        let resource = Self::resource(&request.type_name)?;
        let stored = values::stored(request.raw_identity)?;
        let summary = format!("Could not read the stored identity of {}", request.type_name);
        let upgraded = identity::upgrade(resource, request.version, stored);
        let upgraded = upgraded.map_err(|error| error.into_diagnostic(summary))?;
        let upgraded_identity = encode(resource, &upgraded);
        Ok(upgrade_resource_identity::Response { upgraded_identity, ..Default::default() })
    }
}

fn schema(parts: &[Attribute]) -> ResourceIdentitySchema {
    let identity_attributes = parts.iter().map(attribute).collect();
    ResourceIdentitySchema { version: identity::VERSION, identity_attributes }
}

fn attribute(part: &Attribute) -> IdentityAttribute {
    let required = part.mode == Mode::Required;
    IdentityAttribute {
        name: part.name.to_owned(),
        r#type: type_bytes(&part.ty),
        required_for_import: required,
        optional_for_import: !required,
        description: sentence(part.doc),
    }
}

/// The identity of the object in this state; not sent where there is no object.
pub(super) fn of_state<C>(
    resource: &dyn AnyResource<C>,
    kept: &Kept,
) -> Option<ResourceIdentityData> {
    encode(resource, &identity::identity(resource, kept))
}

/// The identity of the object that this plan leads to. It is not sent unless all of it is known: an
/// identity with an unknown part can be neither shown by Terraform nor stored by OpenTofu.
pub(super) fn of_plan<C>(
    resource: &dyn AnyResource<C>,
    planned: &Kept,
) -> Option<ResourceIdentityData> {
    let identity = identity::identity(resource, planned);
    if identity.is_known() { encode(resource, &identity) } else { None }
}

/// Decodes an identity; one that was not sent is null.
pub(super) fn decode<C>(
    resource: &dyn AnyResource<C>,
    sent: Option<ResourceIdentityData>,
) -> Result<Value, Failure> {
    values::decode(&identity_type(resource), sent.and_then(|sent| sent.identity_data))
}

/// Encodes an identity; one that is null is not sent.
pub(super) fn encode<C>(
    resource: &dyn AnyResource<C>,
    identity: &Value,
) -> Option<ResourceIdentityData> {
    let there = !identity.is_null();
    there.then(|| ResourceIdentityData {
        identity_data: values::encode(&identity_type(resource), identity),
    })
}
