//! Lists, as core asks for them.

use codeartifact::framework::json;
use codeartifact::framework::list::AnyList;
use codeartifact::framework::schema::Type;
use codeartifact::framework::value::Value;
use codeartifact::lists;
use codeartifact::protocol::proto::{DynamicValue, list_resource, validate_list_resource_config};
use serde_json::Value as Json;
use tonic::Streaming;

use super::kind::encode;
use super::{Core, Kind, accept, errors, rules};

/// How a list is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Query {
    pub(crate) kind: &'static str,
    pub(crate) config: Json,
    pub(crate) limit: i64,
    pub(crate) objects: bool,
}

impl Query {
    /// A list without objects, of at most 10,000 results.
    pub(crate) fn of(kind: &'static str, config: Json) -> Self {
        Self { kind, config, limit: 10_000, objects: false }
    }

    fn config(&self) -> Option<DynamicValue> {
        let ty = Type::Object(list(self.kind).attributes());
        let config = json::decode(&ty, self.config.clone()).expect("a configuration of the list");
        encode(&ty, &config)
    }

    /// The request for the list itself.
    pub(crate) fn request(&self) -> list_resource::Request {
        list_resource::Request {
            type_name: Kind::named(self.kind).type_name(),
            config: self.config(),
            include_resource_object: self.objects,
            limit: self.limit,
        }
    }
}

fn list<'a>(name: &str) -> &'a dyn AnyList<codeartifact::aws::Aws> {
    *lists::ALL.iter().find(|list| list.name() == name).expect("a list of the registry")
}

impl Core<'_> {
    /// What is wrong with the configuration of a list.
    pub(crate) fn validate_list(&self, query: &Query) -> Vec<String> {
        let request = validate_list_resource_config::Request {
            type_name: Kind::named(query.kind).type_name(),
            config: query.config(),
            include_resource_object: encode(&Type::Bool, &Value::Bool(query.objects)),
            limit: encode(&Type::Number, &Value::Number(query.limit.into())),
        };
        let answer =
            self.call(async |mut client| client.validate_list_resource_config(request).await);
        errors(&answer.diagnostics)
    }

    /// All events of a list.
    pub(crate) fn list(&self, query: &Query) -> Vec<list_resource::Event> {
        assert_eq!(self.validate_list(query), [""; 0]);
        let events = self.call(async |mut client| client.list_resource(query.request()).await);
        let events = self.world.wait(collect(events));
        let kind = Kind::named(query.kind);
        accept("the events of a list", rules::list(kind, &query.request(), &events));
        events
    }
}

/// All messages of a stream.
pub(crate) async fn collect<T>(mut stream: Streaming<T>) -> Vec<T> {
    let mut all = Vec::new();
    while let Some(event) = stream.message().await.expect("no gRPC error ends a stream") {
        all.push(event);
    }
    all
}
