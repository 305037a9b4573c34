//! What is read and kept by nobody: data sources and ephemeral resources. And the schemas.

use codeartifact::framework::json;
use codeartifact::framework::schema::{Attribute, Type};
use codeartifact::framework::value::Value;
use codeartifact::protocol::proto::{
    DynamicValue, close_ephemeral_resource, get_metadata, get_provider_schema,
    get_resource_identity_schemas, open_ephemeral_resource, read_data_source,
    validate_data_resource_config, validate_ephemeral_resource_config,
};
use codeartifact::{data_sources, ephemerals};
use serde_json::Value as Json;

use super::kind::{decode, encode};
use super::{Answer, Core, accept, must, rules};

impl Core<'_> {
    /// Demands schemas that core can work with.
    pub(crate) fn takes_the_schemas(&self) {
        let request = get_provider_schema::Request::default();
        let all = self.call(async |mut client| client.get_provider_schema(request).await);
        let request = get_metadata::Request::default();
        let names = self.call(async |mut client| client.get_metadata(request).await);
        let request = get_resource_identity_schemas::Request::default();
        let identities =
            self.call(async |mut client| client.get_resource_identity_schemas(request).await);
        accept("the schemas", rules::schemas(&all, &names, &identities));
    }

    /// What a data source shows, named without the provider's prefix.
    pub(crate) fn look(&self, name: &str, config: Json) -> Json {
        let config = json::decode(&data_type(name), config).expect("a configuration");
        must(self.ask_for_validation_of_data(name, &config));
        json::encode(&must(self.ask_for_data(name, &config)))
    }

    /// Whether the configuration of a data source may be.
    pub(super) fn ask_for_validation_of_data(&self, name: &str, config: &Value) -> Answer<()> {
        let request = validate_data_resource_config::Request {
            type_name: format!("codeartifact_{name}"),
            config: encode(&data_type(name), config),
        };
        let valid =
            self.call(async |mut client| client.validate_data_resource_config(request).await);
        self.heard(valid.diagnostics)
    }

    /// What a data source shows.
    pub(super) fn ask_for_data(&self, name: &str, config: &Value) -> Answer<Value> {
        let config = Known::new(data_type(name), config);
        let request = read_data_source::Request {
            type_name: format!("codeartifact_{name}"),
            config: config.sent(),
            ..Default::default()
        };
        let answer = self.call(async |mut client| client.read_data_source(request).await);
        self.heard(answer.diagnostics)?;
        assert_eq!(answer.deferred, None, "nobody has allowed to defer");
        Ok(config.completed(answer.state.as_ref()))
    }

    /// Opens an ephemeral resource, named without the provider's prefix.
    pub(crate) fn open(&self, name: &str, config: Json) -> Json {
        let config = json::decode(&ephemeral_type(name), config).expect("a configuration");
        must(self.ask_for_validation_of_ephemeral(name, &config));
        let opened = must(self.ask_for_opening(name, &config));
        must(self.close());
        json::encode(&opened)
    }

    /// Whether the configuration of an ephemeral resource may be.
    pub(super) fn ask_for_validation_of_ephemeral(&self, name: &str, config: &Value) -> Answer<()> {
        let request = validate_ephemeral_resource_config::Request {
            type_name: format!("codeartifact_{name}"),
            config: encode(&ephemeral_type(name), config),
        };
        let valid =
            self.call(async |mut client| client.validate_ephemeral_resource_config(request).await);
        self.heard(valid.diagnostics)
    }

    /// What an ephemeral resource gives for a while.
    pub(super) fn ask_for_opening(&self, name: &str, config: &Value) -> Answer<Value> {
        let config = Known::new(ephemeral_type(name), config);
        let request = open_ephemeral_resource::Request {
            type_name: format!("codeartifact_{name}"),
            config: config.sent(),
            ..Default::default()
        };
        let answer = self.call(async |mut client| client.open_ephemeral_resource(request).await);
        self.heard(answer.diagnostics)?;
        assert_eq!(answer.deferred, None, "nobody has allowed to defer");
        self.opened.borrow_mut().push((format!("codeartifact_{name}"), answer.private));
        Ok(config.completed(answer.result.as_ref()))
    }

    /// Closes what was opened.
    pub(super) fn close(&self) -> Answer<()> {
        self.opened.take().into_iter().try_for_each(|(type_name, private)| {
            let request = close_ephemeral_resource::Request { type_name, private };
            let answer =
                self.call(async |mut client| client.close_ephemeral_resource(request).await);
            self.heard(answer.diagnostics)
        })
    }
}

/// The type of what an ephemeral resource gives.
pub(super) fn ephemeral_type(name: &str) -> Type {
    let ephemeral = ephemerals::ALL.iter().find(|ephemeral| ephemeral.name() == name);
    Type::Object(ephemeral.expect("an ephemeral resource of the registry").attributes())
}

/// The type of what a data source shows.
pub(super) fn data_type(name: &str) -> Type {
    let source = data_sources::ALL.iter().find(|source| source.name() == name);
    Type::Object(source.expect("a data source of the registry").attributes())
}

/// A configuration that is known, and so must come back as it is, completed.
struct Known {
    attributes: &'static [Attribute],
    value: Value,
}

impl Known {
    fn new(ty: Type, config: &Value) -> Self {
        let Type::Object(attributes) = ty else { panic!("a schema is an object") };
        Self { attributes, value: config.clone() }
    }

    fn sent(&self) -> Option<DynamicValue> {
        encode(&Type::Object(self.attributes), &self.value)
    }

    /// The answer, which is held to the rules of a plan that nothing was there before.
    fn completed(&self, answer: Option<&DynamicValue>) -> Value {
        let found = decode(&Type::Object(self.attributes), answer);
        let mut breaches = rules::plan(self.attributes, &Value::Null, &self.value, &found);
        breaches.extend(rules::known(&found));
        accept("what was read", breaches);
        found
    }
}
