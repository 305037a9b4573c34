//! The rpcs about the provider itself: its schemas, its configuration, and stopping.

use std::collections::HashMap;
use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::answer::{Failure, encode_diagnostics, invalid};
use super::proto::{
    self, configure_provider, get_functions, get_metadata, get_provider_schema,
    validate_provider_config,
};
use super::schema::{of_resource, schema, signature};
use super::{Configured, Service, values};
use crate::framework::described::Described;
use crate::framework::provider::{Host, Provider};
use crate::framework::schema::{Object, Type};
use crate::framework::validate;

/// What Terraform may rely on.
fn capabilities() -> Option<proto::ServerCapabilities> {
    Some(proto::ServerCapabilities {
        plan_destroy: true,
        get_provider_schema_optional: true,
        move_resource_state: true,
        generate_resource_config: true,
    })
}

/// Everything that the provider offers.
pub(super) fn schemas<P: Provider>() -> get_provider_schema::Response {
    get_provider_schema::Response {
        provider: Some(schema(0, P::DOC, P::ATTRIBUTES)),
        provider_meta: Some(schema(0, P::Module::DOC, P::Module::ATTRIBUTES)),
        resource_schemas: by_type::<P, _>(P::RESOURCES.iter().map(|resource| {
            let (version, doc) = (resource.version(), resource.doc());
            (resource.name(), of_resource(version, doc, resource.attributes()))
        })),
        data_source_schemas: by_type::<P, _>(P::DATA_SOURCES.iter().map(|it| unversioned(*it))),
        list_resource_schemas: by_type::<P, _>(P::LISTS.iter().map(|it| unversioned(*it))),
        ephemeral_resource_schemas: by_type::<P, _>(
            P::EPHEMERALS.iter().map(|it| unversioned(*it)),
        ),
        functions: signatures::<P>(),
        action_schemas: by_type::<P, _>(P::ACTIONS.iter().map(|action| {
            let (name, schema) = unversioned(*action);
            (name, proto::ActionSchema { schema: Some(schema) })
        })),
        server_capabilities: capabilities(),
        ..Default::default()
    }
}

/// The name and the schema of what is not stored, and so has no version.
fn unversioned(entry: &dyn Described) -> (&'static str, proto::Schema) {
    (entry.name(), schema(0, entry.doc(), entry.attributes()))
}

/// The functions that the provider offers.
pub(super) fn functions<P: Provider>() -> get_functions::Response {
    get_functions::Response { functions: signatures::<P>(), ..Default::default() }
}

fn signatures<P: Provider>() -> HashMap<String, proto::Function> {
    let functions = P::FUNCTIONS.iter();
    functions.map(|function| (function.name().to_owned(), signature(*function))).collect()
}

/// What the provider offers of one kind, by the names that Terraform gives it.
pub(super) fn by_type<P: Provider, T>(
    named: impl Iterator<Item = (&'static str, T)>,
) -> HashMap<String, T> {
    named.map(|(name, value)| (type_name::<P>(name), value)).collect()
}

fn type_name<P: Provider>(name: &str) -> String {
    format!("{}_{name}", P::NAME)
}

/// The names of everything that the provider offers.
pub(super) fn metadata<P: Provider>() -> get_metadata::Response {
    use get_metadata::{
        ActionMetadata, DataSourceMetadata, EphemeralMetadata, FunctionMetadata,
        ListResourceMetadata, ResourceMetadata,
    };
    let name = type_name::<P>;
    get_metadata::Response {
        server_capabilities: capabilities(),
        resources: P::RESOURCES
            .iter()
            .map(|resource| ResourceMetadata { type_name: name(resource.name()) })
            .collect(),
        data_sources: P::DATA_SOURCES
            .iter()
            .map(|source| DataSourceMetadata { type_name: name(source.name()) })
            .collect(),
        list_resources: P::LISTS
            .iter()
            .map(|list| ListResourceMetadata { type_name: name(list.name()) })
            .collect(),
        ephemeral_resources: P::EPHEMERALS
            .iter()
            .map(|ephemeral| EphemeralMetadata { type_name: name(ephemeral.name()) })
            .collect(),
        actions: P::ACTIONS
            .iter()
            .map(|action| ActionMetadata { type_name: name(action.name()) })
            .collect(),
        functions: P::FUNCTIONS
            .iter()
            .map(|function| FunctionMetadata { name: function.name().to_owned() })
            .collect(),
        ..Default::default()
    }
}

impl<P: Provider> Service<P> {
    pub(super) fn validate_provider(
        request: validate_provider_config::Request,
    ) -> Result<validate_provider_config::Response, Failure> {
        let config = values::decode(&Type::Object(P::ATTRIBUTES), request.config)?;
        let faults = validate::faults(P::check, P::RULES, &config);
        Ok(validate_provider_config::Response { diagnostics: invalid::<P>(faults) })
    }

    /// A configuration that is not wholly known gives no client: plans go on without one.
    pub(super) async fn configure(
        &self,
        request: configure_provider::Request,
    ) -> Result<configure_provider::Response, Failure> {
        let config = values::decode(&Type::Object(P::ATTRIBUTES), request.config)?;
        let (stop, run) = (CancellationToken::new(), Arc::default());
        let host_version = request.terraform_version;
        let host = Host { terraform_version: host_version.clone(), stop: stop.clone() };
        let summary = "Could not configure the provider";
        if !P::suffices(&config) {
            self.set(Configured { client: None, host_version, stop, run });
            return Ok(configure_provider::Response::default());
        }
        let configured = async { P::decode(config)?.configure(host).await };
        let configured = configured.await.map_err(|error| error.into_diagnostic(summary))?;
        let client = Some(Arc::new(configured.client));
        self.set(Configured { client, host_version, stop, run });
        let diagnostics = encode_diagnostics(configured.warnings);
        Ok(configure_provider::Response { diagnostics })
    }
}
