//! What is read and kept by nobody: data sources and ephemeral resources. And the schemas.

use codeartifact::{
    data_sources, ephemerals,
    framework::{
        json,
        schema::{Attribute, Type},
        value::Value,
    },
    protocol::proto::{
        Diagnostic, DynamicValue, get_metadata, get_provider_schema, get_resource_identity_schemas,
        open_ephemeral_resource, read_data_source, validate_data_resource_config,
        validate_ephemeral_resource_config,
    },
};
use serde_json::Value as Json;

use super::{
    Core, accept, errors,
    kind::{decode, encode},
    rules,
};

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

    /// Reads a data source, named without the provider's prefix.
    pub(crate) fn read_data(&self, name: &str, config: Json) -> Json {
        let source = data_sources::ALL.iter().find(|source| source.name() == name);
        let attributes = source.expect("a data source of the registry").attributes();
        let (type_name, config) = (format!("codeartifact_{name}"), Known::new(attributes, config));
        let request = validate_data_resource_config::Request {
            type_name: type_name.clone(),
            config: config.sent(),
        };
        let valid =
            self.call(async |mut client| client.validate_data_resource_config(request).await);
        assert_eq!(errors(&valid.diagnostics), [""; 0]);
        let request =
            read_data_source::Request { type_name, config: config.sent(), ..Default::default() };
        let answer = self.call(async |mut client| client.read_data_source(request).await);
        config.completed(&answer.diagnostics, answer.state.as_ref())
    }

    /// Opens an ephemeral resource, named without the provider's prefix.
    pub(crate) fn open(&self, name: &str, config: Json) -> Json {
        let ephemeral = ephemerals::ALL.iter().find(|ephemeral| ephemeral.name() == name);
        let attributes = ephemeral.expect("an ephemeral resource of the registry").attributes();
        let (type_name, config) = (format!("codeartifact_{name}"), Known::new(attributes, config));
        let request = validate_ephemeral_resource_config::Request {
            type_name: type_name.clone(),
            config: config.sent(),
        };
        let valid =
            self.call(async |mut client| client.validate_ephemeral_resource_config(request).await);
        assert_eq!(errors(&valid.diagnostics), [""; 0]);
        let request = open_ephemeral_resource::Request {
            type_name,
            config: config.sent(),
            ..Default::default()
        };
        let answer = self.call(async |mut client| client.open_ephemeral_resource(request).await);
        config.completed(&answer.diagnostics, answer.result.as_ref())
    }
}

/// A configuration that is known, and so must come back as it is, completed.
struct Known {
    attributes: &'static [Attribute],
    value: Value,
}

impl Known {
    fn new(attributes: &'static [Attribute], config: Json) -> Self {
        let value = json::decode(&Type::Object(attributes), config).expect("a configuration");
        Self { attributes, value }
    }

    fn sent(&self) -> Option<DynamicValue> {
        encode(&Type::Object(self.attributes), &self.value)
    }

    /// The answer, which is held to the rules of a plan that nothing was there before.
    fn completed(&self, diagnostics: &[Diagnostic], answer: Option<&DynamicValue>) -> Json {
        assert_eq!(errors(diagnostics), [""; 0]);
        let found = decode(&Type::Object(self.attributes), answer);
        let mut breaches = rules::plan(self.attributes, &Value::Null, &self.value, &found);
        breaches.extend(rules::known(&found));
        accept("what was read", breaches);
        json::encode(&found)
    }
}
