//! No rpc answers with an error of gRPC, which Terraform shows as a fault of the plugin, whatever
//! is sent; and the process lives on.

use codeartifact::framework::schema::Object;
use codeartifact::protocol::proto::provider_client::ProviderClient;
use codeartifact::protocol::proto::*;
use codeartifact::provider::CodeArtifact;
use codeartifact::resources;
use tonic::Status;
use tonic::transport::Channel;

use crate::host::Core;
use crate::support::world::World;

type Client = ProviderClient<Channel>;

/// What may be sent as a value.
fn values() -> Vec<Option<DynamicValue>> {
    let msgpack = |bytes: &[u8]| Some(DynamicValue { msgpack: bytes.to_vec(), json: Vec::new() });
    let json = |text: &str| Some(DynamicValue { msgpack: Vec::new(), json: text.into() });
    vec![
        None,
        Some(DynamicValue::default()),
        msgpack(&[0xc0]),
        msgpack(&[0xd4, 0, 0]),
        msgpack(&[0x80]),
        msgpack(&[0x90]),
        msgpack(&[0xc1, 0xff, 0x00]),
        // A map and a text that say to be of four gigabytes.
        msgpack(&[0xdf, 0xff, 0xff, 0xff, 0xff]),
        msgpack(&[0xdb, 0xff, 0xff, 0xff, 0xff]),
        // A hundred thousand lists, each in the one before.
        msgpack(&[0x91; 100_000]),
        json("{}"),
        json("[[["),
        json(&"[".repeat(100_000)),
        // Every attribute is true, which few are.
        msgpack(&all_true(CodeArtifact::ATTRIBUTES)),
        msgpack(&all_true(resources::ALL[0].attributes())),
    ]
}

fn all_true(attributes: &[codeartifact::framework::schema::Attribute]) -> Vec<u8> {
    let count = u16::try_from(attributes.len()).expect("few attributes");
    let mut bytes = vec![0xde];
    bytes.extend(count.to_be_bytes());
    for attribute in attributes {
        let length = u8::try_from(attribute.name.len()).expect("a short name");
        bytes.extend([0xd9, length]);
        bytes.extend(attribute.name.as_bytes());
        bytes.push(0xc3);
    }
    bytes
}

/// What may be sent as the name of a type.
const NAMES: [&str; 6] = [
    "codeartifact_domain",
    "codeartifact_package_version",
    "codeartifact_authorization_token",
    "codeartifact_copy_package_versions",
    "npmrc",
    "nonsense\u{0}",
];

/// What was sent, and what of gRPC came back.
type Sent = (String, Result<(), Status>);

/// Sends a request by each of these methods, with the fields that they have in common.
macro_rules! send {
    ($client:expr, $name:expr, $sent:expr, { $($method:ident($rpc:ident { $($field:ident: $value:expr),* }),)+ }) => {
        $({
            let request = $rpc::Request { $($field: $value,)* ..Default::default() };
            let answer = $client.$method(request).await.map(drop);
            $sent.push((format!("{} of {:?}", stringify!($method), $name), answer));
        })+
    };
}

#[expect(clippy::needless_update, reason = "some requests have no other fields")]
async fn send_all(client: &mut Client, name: &str, value: Option<DynamicValue>) -> Vec<Sent> {
    let mut sent = Vec::new();
    let n = || name.to_owned();
    let v = || value.clone();
    let identity = || Some(ResourceIdentityData { identity_data: v() });
    let bytes = value.clone().map(|value| [value.msgpack, value.json].concat()).unwrap_or_default();
    let raw = || Some(RawState { json: bytes.clone(), ..Default::default() });
    send!(client, name, sent, {
        validate_provider_config(validate_provider_config { config: v() }),
        validate_resource_config(validate_resource_config { type_name: n(), config: v() }),
        upgrade_resource_state(upgrade_resource_state { type_name: n(), version: 7, raw_state: raw() }),
        upgrade_resource_state(upgrade_resource_state { type_name: n(), raw_state: raw() }),
        upgrade_resource_identity(upgrade_resource_identity { type_name: n(), raw_identity: raw() }),
        read_resource(read_resource { type_name: n(), current_state: v(), private: bytes.clone(), provider_meta: v() }),
        plan_resource_change(plan_resource_change {
            type_name: n(), prior_state: v(), proposed_new_state: v(), config: v(), prior_private: bytes.clone()
        }),
        apply_resource_change(apply_resource_change {
            type_name: n(), prior_state: v(), planned_state: v(), config: v(), planned_private: bytes.clone()
        }),
        import_resource_state(import_resource_state { type_name: n(), id: n(), identity: identity() }),
        import_resource_state(import_resource_state { type_name: n(), id: "@@//::".to_owned() }),
        move_resource_state(move_resource_state {
            source_provider_address: "registry.terraform.io/hashicorp/aws".to_owned(),
            source_type_name: "aws_codeartifact_domain".to_owned(),
            source_state: raw(), target_type_name: n()
        }),
        generate_resource_config(generate_resource_config { type_name: n(), state: v() }),
        validate_list_resource_config(validate_list_resource_config { type_name: n(), config: v() }),
        validate_data_resource_config(validate_data_resource_config { type_name: n(), config: v() }),
        read_data_source(read_data_source { type_name: n(), config: v(), provider_meta: v() }),
        validate_ephemeral_resource_config(validate_ephemeral_resource_config { type_name: n(), config: v() }),
        open_ephemeral_resource(open_ephemeral_resource { type_name: n(), config: v() }),
        renew_ephemeral_resource(renew_ephemeral_resource { type_name: n(), private: Some(bytes.clone()) }),
        close_ephemeral_resource(close_ephemeral_resource { type_name: n(), private: Some(bytes.clone()) }),
        validate_action_config(validate_action_config { type_name: n(), config: v() }),
        plan_action(plan_action { action_type: n(), config: v() }),
        call_function(call_function { name: n(), arguments: value.iter().cloned().collect() }),
    });
    sent.push((format!("list_resource of {name:?}"), list(client, name, value.clone()).await));
    sent.push((format!("invoke_action of {name:?}"), invoke(client, name, value).await));
    sent
}

/// Listens to the end.
async fn list(client: &mut Client, name: &str, config: Option<DynamicValue>) -> Result<(), Status> {
    let type_name = name.to_owned();
    let request = list_resource::Request { type_name, config, limit: 1, ..Default::default() };
    let mut events = client.list_resource(request).await?.into_inner();
    while events.message().await?.is_some() {}
    Ok(())
}

/// Listens to the end.
async fn invoke(
    client: &mut Client,
    name: &str,
    config: Option<DynamicValue>,
) -> Result<(), Status> {
    let request =
        invoke_action::Request { action_type: name.to_owned(), config, ..Default::default() };
    let mut events = client.invoke_action(request).await?.into_inner();
    while events.message().await?.is_some() {}
    Ok(())
}

#[test]
fn no_rpc_answers_with_an_error_of_grpc() {
    let world = World::new();
    let core = Core::new(&world);
    let mut client = core.client();
    for name in NAMES {
        for value in values() {
            for (what, answer) in world.wait(send_all(&mut client, name, value.clone())) {
                assert!(answer.is_ok(), "{what}: {answer:?}");
            }
        }
    }
}

/// What cannot be read is refused, and what can is taken.
#[test]
fn any_configuration_is_answered() {
    let world = World::new();
    let core = Core::new(&world);
    let refused = values().into_iter().filter(|config| {
        let request = configure_provider::Request { config: config.clone(), ..Default::default() };
        let answer = core.call(async |mut client| client.configure_provider(request).await);
        // No host sends such configurations, so that the words do not matter.
        answer.diagnostics.iter().any(|it| it.severity() == diagnostic::Severity::Error)
    });
    assert!(refused.count() > values().len() / 2);
}
