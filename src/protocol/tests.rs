//! What Terraform never does and others may: every rpc answers all the same.

use tonic::{Code, Request};

use super::{
    RwLock, Service, Session,
    answer::answer,
    proto::{provider_server::Provider, *},
};
use crate::provider::CodeArtifact;

fn service() -> Service<CodeArtifact> {
    Service { configured: RwLock::new(None), session: Session::default() }
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
    check(&answer.unwrap().into_inner().diagnostics, "before the provider was configured");
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
    let request = Request::new(get_resource_identity_schemas::Request::default());
    let status = service().get_resource_identity_schemas(request).await.unwrap_err();
    assert_eq!(status.code(), Code::Unimplemented);
}
