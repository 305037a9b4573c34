//! Objects as they are kept between runs, in the file in which the CLI keeps them too.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use codeartifact::framework::json;
use codeartifact::framework::value::Value;
use serde_json::{Map, Value as Json, json};

use super::super::objects::Held;
use crate::host::Kind;
use crate::support::state_file::StateFile;
use crate::support::world::World;

/// Objects by their addresses.
pub(super) type Objects = BTreeMap<String, Object>;

/// An object as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Object {
    /// `managed` or `data`.
    pub(super) mode: String,
    pub(super) type_name: String,
    pub(super) name: String,
    /// The provider of the type.
    pub(super) provider: String,
    /// The version of the type's schema.
    pub(super) version: i64,
    /// Which instance of the resource it is; null where there is one alone.
    pub(super) key: Json,
    pub(super) attributes: Json,
    pub(super) private: Vec<u8>,
    pub(super) identity: Json,
    pub(super) is_tainted: bool,
    /// The resources that it depends on.
    pub(super) depends_on: Vec<String>,
}

impl Object {
    /// What is kept of an object of a resource.
    pub(super) fn hold(mut self, kind: Option<Kind>, held: &Held) -> Self {
        self.attributes = json::encode(&held.state);
        self.private.clone_from(&held.private);
        let identity = kind.map(|kind| kind.decode_identity(held.identity.as_ref()));
        self.identity = identity.map_or(Json::Null, |identity| json::encode(&identity));
        self
    }

    /// The resource that it is an instance of.
    pub(super) fn resource(&self) -> String {
        let data = if self.mode == "data" { "data." } else { "" };
        format!("{data}{}.{}", self.type_name, self.name)
    }
}

/// The address of an instance.
pub(super) fn instance(resource: &str, key: &Json) -> String {
    match key {
        Json::Null => resource.to_owned(),
        key => format!("{resource}[{key}]"),
    }
}

/// What the state holds.
pub(super) fn stored(world: &World) -> Objects {
    let file = world.state_file();
    let text = |json: &Json| json.as_str().unwrap_or_default().to_owned();
    let object = |(address, resource, one): (String, &Json, &Json)| {
        let dependencies = one["dependencies"].as_array().into_iter().flatten();
        let object = Object {
            mode: text(&resource["mode"]),
            type_name: text(&resource["type"]),
            name: text(&resource["name"]),
            provider: text(&resource["provider"]),
            version: one["schema_version"].as_i64().unwrap_or_default(),
            key: one["index_key"].clone(),
            attributes: one["attributes"].clone(),
            private: BASE64.decode(text(&one["private"])).expect("base64"),
            identity: one["identity"].clone(),
            is_tainted: one["status"] == "tainted",
            depends_on: dependencies.map(text).collect(),
        };
        (address, object)
    };
    file.instances().map(object).collect()
}

/// Keeps objects and outputs.
pub(super) fn store(world: &World, objects: &Objects, outputs: &BTreeMap<String, Value>) {
    let mut resources: BTreeMap<String, Json> = BTreeMap::new();
    for object in objects.values() {
        let resource = resources.entry(object.resource()).or_insert_with(|| {
            json!({
                "mode": object.mode, "type": object.type_name, "name": object.name,
                "provider": object.provider, "instances": [],
            })
        });
        resource["instances"].as_array_mut().expect("a list").push(kept(object));
    }
    let outputs: Map<String, Json> = outputs
        .iter()
        .map(|(name, it)| (name.clone(), json!({ "value": json::encode(it) })))
        .collect();
    let resources: Vec<Json> = resources.into_values().collect();
    let mut file = StateFile::read(&world.path("terraform.tfstate")).0;
    file["resources"] = json!(resources);
    file["outputs"] = Json::Object(outputs);
    std::fs::write(world.path("terraform.tfstate"), file.to_string()).expect("a state");
}

fn kept(object: &Object) -> Json {
    let status = if object.is_tainted { json!("tainted") } else { Json::Null };
    json!({
        "index_key": object.key, "schema_version": object.version, "status": status,
        "attributes": object.attributes, "private": BASE64.encode(&object.private),
        "identity": object.identity, "dependencies": object.depends_on,
    })
}
