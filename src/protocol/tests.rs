//! What Terraform never does and others may: every rpc answers all the same.

use std::collections::BTreeMap;

use tonic::{Code, Request};

use super::answer::answer;
use super::proto::provider_server::Provider as _;
use super::proto::*;
use super::{RwLock, Service, values};
use crate::framework::provider::Provider;
use crate::framework::resource::state_type;
use crate::framework::schema::{Attribute, Mode, Object, Type};
use crate::framework::value::Value;
use crate::provider::CodeArtifact;
use crate::service::keys::{DomainKey, OwnDomainKey};

fn service() -> Service<CodeArtifact> {
    Service { configured: RwLock::new(None) }
}

fn garbage() -> Option<DynamicValue> {
    let msgpack = vec![0xc1, 0xff, 0x00];
    Some(DynamicValue { msgpack, json: Vec::new() })
}

/// Demands one error whose detail has these words.
fn check(diagnostics: &[Diagnostic], says: &str) {
    let [diagnostic] = diagnostics else {
        panic!("one diagnostic: {diagnostics:?}");
    };
    assert_eq!(diagnostic.severity(), diagnostic::Severity::Error);
    assert!(diagnostic.detail.contains(says), "{}", diagnostic.detail);
}

#[tokio::test]
async fn values_that_cannot_be_decoded_are_diagnostics() {
    let service = service();
    let type_name = "codeartifact_domain".to_owned();
    let request = read_resource::Request {
        type_name: type_name.clone(),
        current_state: garbage(),
        ..Default::default()
    };
    let answer = service.read_resource(Request::new(request)).await;
    check(&answer.unwrap().into_inner().diagnostics, "cannot decode");
    let request =
        validate_resource_config::Request { type_name, config: garbage(), ..Default::default() };
    let answer = service.validate_resource_config(Request::new(request)).await;
    check(&answer.unwrap().into_inner().diagnostics, "cannot decode");
    let request = configure_provider::Request { config: garbage(), ..Default::default() };
    let answer = service.configure_provider(Request::new(request)).await;
    check(&answer.unwrap().into_inner().diagnostics, "cannot decode");
}

#[tokio::test]
async fn types_that_are_not_there_are_diagnostics() {
    let request = plan_resource_change::Request {
        type_name: "codeartifact_nonsense".to_owned(),
        ..Default::default()
    };
    let answer = service().plan_resource_change(Request::new(request)).await;
    check(&answer.unwrap().into_inner().diagnostics, "no resource \"codeartifact_nonsense\"");
}

#[tokio::test]
async fn a_call_before_the_configuration_is_a_diagnostic() {
    let request = open_ephemeral_resource::Request {
        type_name: "codeartifact_authorization_token".to_owned(),
        ..Default::default()
    };
    let answer = service().open_ephemeral_resource(Request::new(request)).await;
    check(&answer.unwrap().into_inner().diagnostics, "before it was configured");
}

#[tokio::test]
async fn a_panic_is_a_diagnostic() {
    let request = Request::new(get_functions::Request::default());
    let answer = answer("GetFunctions", request, |_| async { panic!("oh no") }).await;
    let answer: get_functions::Response = answer.unwrap().into_inner();
    check(&answer.diagnostics, "GetFunctions panicked: oh no");
}

#[tokio::test]
async fn a_function_with_too_many_arguments_is_an_error() {
    let request = call_function::Request {
        name: "nonsense".to_owned(),
        arguments: vec![garbage().unwrap(); 20],
    };
    let answer = service().call_function(Request::new(request)).await;
    let error = answer.unwrap().into_inner().error.unwrap();
    assert!(error.text.contains("no function \"nonsense\""), "{}", error.text);
}

/// Rpcs of features that are not there are unimplemented, which Terraform tolerates.
#[tokio::test]
async fn what_is_not_there_is_unimplemented() {
    let request = Request::new(lock_state::Request::default());
    let status = service().lock_state(request).await.unwrap_err();
    assert_eq!(status.code(), Code::Unimplemented);
}

/// From Terraform 1.12 on the identity comes with the state.
#[tokio::test]
async fn a_move_brings_the_identity() {
    let arn = "arn:aws-cn:codeartifact:cn-north-1:111122223333:domain/main";
    let state = format!(r#"{{"arn":"{arn}","domain":"main"}}"#);
    let request = move_resource_state::Request {
        source_provider_address: "registry.example.com/hashicorp/aws".to_owned(),
        source_type_name: "aws_codeartifact_domain".to_owned(),
        source_state: Some(RawState { json: state.into_bytes(), ..Default::default() }),
        source_private: b"{\"schema_version\":\"0\"}".to_vec(),
        target_type_name: "codeartifact_domain".to_owned(),
        ..Default::default()
    };
    let answer = service().move_resource_state(Request::new(request)).await.unwrap().into_inner();
    let ty = Type::Object(OwnDomainKey::ATTRIBUTES);
    let identity = answer.target_identity.expect("an identity").identity_data;
    let parts = [("domain", "main"), ("region", "cn-north-1"), ("owner", "111122223333")];
    let parts = Value::object(parts.map(|(name, part)| (name, part.into())));
    assert_eq!(identity, values::encode(&ty, &parts));
    assert_eq!(answer.target_private, b"");
}

#[tokio::test]
async fn every_resource_can_be_imported_by_its_identity() {
    let request = Request::new(get_resource_identity_schemas::Request::default());
    let answer = service().get_resource_identity_schemas(request).await.unwrap().into_inner();
    assert_eq!(answer.identity_schemas.len(), CodeArtifact::RESOURCES.len());
    for resource in CodeArtifact::RESOURCES {
        let type_name = format!("codeartifact_{}", resource.name());
        let parts = &answer.identity_schemas[&type_name].identity_attributes;
        let required = resource.key_attributes().iter().filter(|part| part.mode == Mode::Required);
        let some = |part: &Attribute| *part.choices.first().unwrap_or(&"some");
        let names: BTreeMap<_, Value> =
            required.map(|part| (part.name.to_owned(), some(part).into())).collect();
        for part in parts {
            assert_eq!(part.required_for_import, names.contains_key(&part.name), "{type_name}");
            assert_ne!(part.required_for_import, part.optional_for_import, "{type_name}");
        }
        assert!(names.contains_key("domain"), "{type_name}");
        let ty = Type::Object(resource.key_attributes());
        let identity_data = values::encode(&ty, &Value::Map(names.clone()));
        let identity = Some(ResourceIdentityData { identity_data });
        let answer = import(&type_name, identity.clone()).await;
        let [imported] = &answer.imported_resources[..] else { panic!("{:?}", answer.diagnostics) };
        assert_eq!(imported.identity, identity, "{type_name}");
        let state = values::decode(&state_type(*resource), imported.state.clone());
        let state = state.unwrap_or_else(|_| panic!("a state of {type_name}"));
        names.iter().for_each(|(name, value)| assert_eq!(state.get(name), value, "{type_name}"));
    }
}

#[tokio::test]
async fn an_identity_without_a_name_is_refused() {
    let ty = Type::Object(DomainKey::ATTRIBUTES);
    let identity_data = values::encode(&ty, &Value::Map(BTreeMap::new()));
    let identity = Some(ResourceIdentityData { identity_data });
    let answer = import("codeartifact_domain_permissions_policy", identity).await;
    check(&answer.diagnostics, "expected a string, got nothing");
}

async fn import(
    type_name: &str,
    identity: Option<ResourceIdentityData>,
) -> import_resource_state::Response {
    let type_name = type_name.to_owned();
    let request = import_resource_state::Request { type_name, identity, ..Default::default() };
    service().import_resource_state(Request::new(request)).await.unwrap().into_inner()
}

#[tokio::test]
async fn an_identity_of_a_later_version_is_refused() {
    let request = upgrade_resource_identity::Request {
        type_name: "codeartifact_domain".to_owned(),
        version: 1,
        raw_identity: Some(RawState { json: b"{}".to_vec(), ..Default::default() }),
    };
    let answer = service().upgrade_resource_identity(Request::new(request)).await;
    check(
        &answer.unwrap().into_inner().diagnostics,
        "version 1 of its identity cannot be upgraded",
    );
}
