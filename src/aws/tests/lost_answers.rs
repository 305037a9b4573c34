//! The service did what was asked, and nobody heard it.

use codeartifact_emulator::{Fault, Options};

use super::{World, domain, repository, tags};
use crate::aws::{Aws, Error, Kind, PolicyTarget, Repository, Result, Tags};

/// One attempt of the operation is carried out and its answer lost.
fn lost(operation: &str) -> Fault {
    Fault::on(operation).times(1).after_effect().drop_connection()
}

/// One attempt is lost before anything is done.
fn unheard(operation: &str) -> Fault {
    Fault::on(operation).times(1).drop_connection()
}

async fn create(aws: &Aws, description: &str) -> Result<Repository> {
    let id = repository("main", "store");
    aws.create_repository(&id, Some(description), &[], &tags(&[("a", "1")])).await
}

#[tokio::test]
async fn what_a_lost_answer_made_is_ours() {
    let world = World::with_domain().await;
    world.fault(lost("CreateRepository")).await;
    let made = create(&world.aws, "ours").await.expect("our own repository");
    assert_eq!(made.description.as_deref(), Some("ours"));
    assert_eq!(world.operations().await[..2], ["CreateRepository", "CreateRepository"]);
    world.fault(lost("CreateDomain")).await;
    let key = Some("alias/packages");
    let made = world.aws.create_domain(&domain("other"), key, &tags(&[("a", "1")])).await;
    assert_eq!(made.expect("our own domain").name, "other");
}

#[tokio::test]
async fn what_differs_is_somebody_elses() {
    let world = World::with_domain().await;
    create(&world.aws, "theirs").await.expect("their repository");
    world.fault(unheard("CreateRepository")).await;
    let error = create(&world.aws, "ours").await.expect_err("a conflict");
    conflict(&error, "codeartifact_repository", "main/store");
    assert!(error.in_doubt(), "{error}");
    world.fault(unheard("CreateDomain")).await;
    let made = world.aws.create_domain(&domain("main"), None, &tags(&[("a", "1")])).await;
    conflict(&made.expect_err("a conflict"), "codeartifact_domain", "main");
}

#[tokio::test]
async fn a_conflict_at_the_first_attempt_is_never_ours() {
    let world = World::with_domain().await;
    create(&world.aws, "same").await.expect("the first");
    world.clear_requests().await;
    let error = create(&world.aws, "same").await.expect_err("a conflict");
    conflict(&error, "codeartifact_repository", "main/store");
    assert_eq!(world.operations().await, ["CreateRepository"]);
    let mut id = repository("main", "store");
    id.domain.owner = Some("000000000000".to_owned());
    let made = world.aws.create_repository(&id, None, &[], &Tags::new()).await;
    let arn = "arn:aws:codeartifact:eu-west-1:000000000000:repository/main/store";
    conflict(&made.expect_err("a conflict"), "codeartifact_repository", arn);
}

/// The error shows the import block that takes over what exists.
fn conflict(error: &Error, resource: &str, import_id: &str) {
    assert_eq!(error.kind(), Kind::Conflict, "{error}");
    for part in [format!("to = {resource}.<name>"), format!("id = \"{import_id}\"")] {
        assert!(error.to_string().contains(&part), "{error}");
    }
}

#[tokio::test]
async fn a_connection_that_was_made_is_made() {
    let world = World::with_domain().await;
    let made = create(&world.aws, "store").await;
    made.expect("a repository");
    world.fault(lost("AssociateExternalConnection")).await;
    let id = repository("main", "store");
    let connected = world.aws.associate_external_connection(&id, "public:npmjs").await;
    assert_eq!(connected.expect("connected").external_connections.len(), 1);
}

#[tokio::test]
async fn a_policy_that_was_written_is_written() {
    let world = World::with_domain().await;
    let target = PolicyTarget::Domain(domain("main"));
    let document = |action| {
        format!(
            r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Principal":"*","Action":"codeartifact:{action}","Resource":"*"}}}}"#
        )
    };
    let first = world.aws.put_policy(&target, &document("Describe*"), None).await;
    let revision = first.expect("a policy").revision;
    world.fault(lost("PutDomainPermissionsPolicy")).await;
    let next = document("List*");
    let second = world.aws.put_policy(&target, &next, Some(&revision)).await;
    assert_ne!(second.expect("a policy").revision, revision);
    let stale = world.aws.put_policy(&target, &next, Some(&revision)).await;
    assert_eq!(stale.expect_err("a conflict").kind(), Kind::Conflict);
}

#[tokio::test]
async fn what_was_deleted_is_gone() {
    let world = World::with(Options::default(), |_| {}).await;
    world.aws.create_domain(&domain("main"), None, &Tags::new()).await.expect("a domain");
    create(&world.aws, "store").await.expect("a repository");
    for operation in ["DeleteRepository", "DeleteDomain"] {
        world.fault(lost(operation)).await;
    }
    world.aws.delete_repository(&repository("main", "store")).await.expect("gone");
    world.aws.delete_domain(&domain("main")).await.expect("gone");
}
