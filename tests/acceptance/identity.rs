//! Identities, through a host that knows of them: Terraform and OpenTofu do from 1.12 on.

use codeartifact::{
    framework::{
        identity::identity_type,
        msgpack,
        resource::{AnyResource, state_type},
        schema::{Mode, Object, Type},
        value::Value,
    },
    protocol::proto::{
        DynamicValue, ResourceIdentityData, configure_provider, import_resource_state,
        provider_client::ProviderClient, read_resource,
    },
    provider::CodeArtifact,
    resources,
};
use serde_json::json;
use tonic::transport::Channel;

use crate::{
    host::{Credential, Identity, Plugin, command},
    world::{ACCOUNT, REGION, World},
};

const ESTATE: &str = r#"
    resource "codeartifact_domain" "main" {
      domain = "main"
    }
    resource "codeartifact_repository" "npm" {
      domain     = codeartifact_domain.main.domain
      repository = "npm"
    }
"#;

type Client = ProviderClient<Channel>;

#[test]
fn what_exists_is_imported_by_its_identity() {
    let world = World::new();
    world.must_apply(ESTATE);
    let host = Identity::new();
    world.wait(async {
        let plugin = Plugin::start(provider(&world, &host)).await;
        let channel = plugin.announced.connect(Credential::Certificate(&host));
        let mut client = ProviderClient::new(channel);
        configure(&mut client).await;
        for (name, parts) in [
            ("domain", json!({"domain": "main", "owner": ACCOUNT, "region": REGION})),
            (
                "repository",
                json!({"domain": "main", "domain_owner": ACCOUNT, "repository": "npm", "region": REGION}),
            ),
        ] {
            is_imported(&mut client, name, &parts).await;
        }
    });
}

fn provider(world: &World, host: &Identity) -> tokio::process::Command {
    let mut command = command(env!("CARGO_BIN_EXE_terraform-provider-codeartifact"), Some(host));
    command.envs([
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("AWS_REGION", REGION),
        ("AWS_EC2_METADATA_DISABLED", "true"),
        ("AWS_ENDPOINT_URL", world.emulator.url()),
    ]);
    command
}

async fn configure(client: &mut Client) {
    let config = encode(&Type::Object(CodeArtifact::ATTRIBUTES), &Value::object([]));
    let request = configure_provider::Request { config, ..Default::default() };
    let answer = client.configure_provider(request).await.expect("an answer").into_inner();
    assert_eq!(answer.diagnostics, []);
}

/// Demands that the required parts of an identity are enough for an import, that the first read
/// completes it, and that no later one changes a byte of it.
async fn is_imported(client: &mut Client, name: &str, parts: &serde_json::Value) {
    let mut all = resources::ALL.iter();
    let resource = *all.find(|resource| resource.name() == name).expect("a resource");
    let whole = identity(resource, parts, |_| true);
    let given = identity(resource, parts, |mode| mode == Mode::Required);
    let stub = import(client, name, given).await;
    let first = read(client, name, stub).await;
    assert_eq!(first.new_identity, whole, "{name}");
    let again = read_resource::Request {
        type_name: format!("codeartifact_{name}"),
        current_state: first.new_state.clone(),
        current_identity: first.new_identity.clone(),
        private: first.private.clone(),
        ..Default::default()
    };
    let second = client.read_resource(again).await.expect("an answer").into_inner();
    assert_eq!(second, first, "{name}");
    assert!(msgpack::decode(&state_type(resource), &bytes(second.new_state)).is_ok(), "{name}");
}

/// The identity of these parts, as far as their mode is among those to `give`.
fn identity<C>(
    resource: &dyn AnyResource<C>,
    parts: &serde_json::Value,
    give: impl Fn(Mode) -> bool,
) -> Option<ResourceIdentityData> {
    let value = |name: &str| Value::from(parts[name].as_str().expect("a text"));
    let given = resource.key_attributes().iter().filter(|part| give(part.mode));
    let given = given.map(|part| (part.name.to_owned(), value(part.name)));
    let identity_data = encode(&identity_type(resource), &Value::Map(given.collect()));
    Some(ResourceIdentityData { identity_data })
}

async fn import(
    client: &mut Client,
    name: &str,
    identity: Option<ResourceIdentityData>,
) -> Option<DynamicValue> {
    let type_name = format!("codeartifact_{name}");
    let request = import_resource_state::Request { type_name, identity, ..Default::default() };
    let answer = client.import_resource_state(request).await.expect("an answer").into_inner();
    let [imported] = &answer.imported_resources[..] else { panic!("{:?}", answer.diagnostics) };
    imported.state.clone()
}

async fn read(
    client: &mut Client,
    name: &str,
    current_state: Option<DynamicValue>,
) -> read_resource::Response {
    let type_name = format!("codeartifact_{name}");
    let request = read_resource::Request { type_name, current_state, ..Default::default() };
    let answer = client.read_resource(request).await.expect("an answer").into_inner();
    assert_eq!(answer.diagnostics, []);
    answer
}

fn encode(ty: &Type, value: &Value) -> Option<DynamicValue> {
    Some(DynamicValue { msgpack: msgpack::encode(ty, value), json: Vec::new() })
}

fn bytes(value: Option<DynamicValue>) -> Vec<u8> {
    value.expect("a state").msgpack
}
