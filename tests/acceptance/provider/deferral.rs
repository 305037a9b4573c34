//! A provider whose configuration is not known yet: what cannot be done without it waits, where the
//! host can make it wait.

use codeartifact::data_sources;
use codeartifact::framework::schema::Type;
use codeartifact::framework::value::Value;
use codeartifact::framework::{json, msgpack};
use codeartifact::protocol::proto::deferred::Reason;
use codeartifact::protocol::proto::{
    ClientCapabilities, Deferred, DynamicValue, import_resource_state, open_ephemeral_resource,
    plan_action, plan_resource_change, read_data_source, read_resource,
};
use serde_json::json;

use crate::host::{Core, Kind, Query, collect, errors, invocation, outcome};
use crate::support::world::World;

/// A Region that is known only after apply.
fn unknown() -> Value {
    Value::object([("region", Value::Unknown)])
}

fn capabilities(deferral_allowed: bool) -> Option<ClientCapabilities> {
    Some(ClientCapabilities { deferral_allowed, ..Default::default() })
}

const NOT_KNOWN: &str = "The configuration of the provider is not known yet";

/// Holds what was answered against what is expected: either it waits, or it fails with advice.
fn check(what: &str, waits: bool, deferred: Option<Deferred>, errors: &[String]) {
    let reason = deferred.map(|deferred| deferred.reason());
    assert_eq!(reason, waits.then_some(Reason::ProviderConfigUnknown), "{what}");
    let fails = errors.iter().any(|error| error.starts_with(NOT_KNOWN));
    assert_eq!(fails, !waits, "{what}: {errors:?}");
}

fn reads(core: &Core<'_>, waits: bool, client_capabilities: Option<ClientCapabilities>) {
    let kind = Kind::named("domain");
    let current_state = kind.encode(&kind.value(json!({ "domain": "main" })));
    let request = read_resource::Request {
        type_name: kind.type_name(),
        current_state: current_state.clone(),
        client_capabilities,
        ..Default::default()
    };
    let answer = core.call(async |mut client| client.read_resource(request).await);
    check("a read", waits, answer.deferred, &errors(&answer.diagnostics));
    assert_eq!(answer.new_state.is_some(), waits);
    assert!(!waits || answer.new_state == current_state);

    let request = read_data_source::Request {
        type_name: "codeartifact_domains".to_owned(),
        client_capabilities,
        ..Default::default()
    };
    let answer = core.call(async |mut client| client.read_data_source(request).await);
    check("a data source", waits, answer.deferred, &errors(&answer.diagnostics));

    let request = open_ephemeral_resource::Request {
        type_name: "codeartifact_authorization_token".to_owned(),
        client_capabilities,
        ..Default::default()
    };
    let answer = core.call(async |mut client| client.open_ephemeral_resource(request).await);
    check("an ephemeral resource", waits, answer.deferred, &errors(&answer.diagnostics));
}

/// A plan and an import call nothing. They wait where they can, and go on where they cannot.
fn plans(core: &Core<'_>, waits: bool, client_capabilities: Option<ClientCapabilities>) {
    let kind = Kind::named("domain");
    let config = kind.encode(&kind.value(json!({ "domain": "main" })));
    let request = plan_resource_change::Request {
        type_name: kind.type_name(),
        prior_state: encoded(&Value::Null),
        proposed_new_state: config.clone(),
        config,
        client_capabilities,
        ..Default::default()
    };
    let answer = core.call(async |mut client| client.plan_resource_change(request).await);
    assert_eq!(errors(&answer.diagnostics), [""; 0]);
    assert_eq!(answer.deferred.is_some(), waits);
    assert_eq!(*kind.decode(answer.planned_state.as_ref()).get("region"), Value::Unknown);

    let request = import_resource_state::Request {
        type_name: kind.type_name(),
        id: "main".to_owned(),
        client_capabilities,
        ..Default::default()
    };
    let answer = core.call(async |mut client| client.import_resource_state(request).await);
    assert_eq!(errors(&answer.diagnostics), [""; 0]);
    assert_eq!(answer.deferred.is_some(), waits);
    assert_eq!(answer.imported_resources.is_empty(), waits);
}

/// The plan of an action waits like that of a resource. What is done, and a list, cannot wait: they
/// fail.
fn actions_and_lists(
    core: &Core<'_>,
    waits: bool,
    client_capabilities: Option<ClientCapabilities>,
) {
    let arguments = json!({ "domain": "main", "repository": "store" });
    let invocation = invocation("refresh_upstreams", arguments);
    let request = plan_action::Request {
        action_type: invocation.action_type.clone(),
        config: invocation.config.clone(),
        client_capabilities,
    };
    let answer = core.call(async |mut client| client.plan_action(request).await);
    assert_eq!(errors(&answer.diagnostics), [""; 0]);
    assert_eq!(
        answer.deferred.map(|deferred| deferred.reason()),
        waits.then_some(Reason::ProviderConfigUnknown)
    );
    let events = core.call(async |mut client| client.invoke_action(invocation).await);
    let (said, failed) = outcome(core.world.wait(collect(events)));
    assert_eq!(said, [""; 0]);
    check("an action", false, None, &failed);

    let events = core.list(&Query::of("domain", json!({})));
    let failed: Vec<String> = events.iter().flat_map(|event| errors(&event.diagnostic)).collect();
    check("a list", false, None, &failed);
}

fn encoded(value: &Value) -> Option<DynamicValue> {
    let msgpack = msgpack::encode(&Type::Object(&[]), value);
    Some(DynamicValue { msgpack, json: Vec::new() })
}

fn waits(version: &str, config: &Value, allowed: bool, expected: bool) {
    let world = World::new();
    let core = Core::with(&world, version, config);
    reads(&core, expected, capabilities(allowed));
    plans(&core, expected, capabilities(allowed));
    actions_and_lists(&core, expected, capabilities(allowed));
    assert!(world.requests().is_empty(), "nothing is called");
}

#[test]
fn what_needs_the_configuration_waits_where_the_host_allows_it() {
    waits("1.14.0", &unknown(), true, true);
}

#[test]
fn without_the_capability_it_fails_and_says_what_to_do() {
    waits("1.14.0", &unknown(), false, false);
}

/// These say that they allow it, and refuse the answer.
#[test]
fn some_versions_are_not_believed() {
    waits("1.11.2", &unknown(), true, false);
}

/// A default tag is not needed for anything before apply.
#[test]
fn unknown_default_tags_make_nothing_wait() {
    let world = World::new();
    let block = Value::object([("tags", Value::Unknown)]);
    let config = Value::object([("default_tags", Value::List(vec![block]))]);
    let core = Core::with(&world, "1.14.0", &config);
    let mut sources = data_sources::ALL.iter();
    let source = sources.find(|source| source.name() == "domains").expect("a data source");
    let ty = Type::Object(source.attributes());
    let config = json::decode(&ty, json!({})).expect("a configuration");
    let msgpack = msgpack::encode(&ty, &config);
    let request = read_data_source::Request {
        type_name: "codeartifact_domains".to_owned(),
        config: Some(DynamicValue { msgpack, json: Vec::new() }),
        client_capabilities: capabilities(true),
        ..Default::default()
    };
    let answer = core.call(async |mut client| client.read_data_source(request).await);
    assert_eq!((answer.deferred, errors(&answer.diagnostics)), (None, Vec::new()));
}
