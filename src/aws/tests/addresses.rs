//! Where package managers find a repository.

use codeartifact_emulator::{Fault, Options};

use super::{World, repository};
use crate::aws::{FORMAT, Tags};

/// An address of AWS follows a rule, and nothing is asked. The example is that of AWS's own command
/// line, for `get-repository-endpoint`.
#[tokio::test]
async fn an_address_of_aws_follows_a_rule() {
    let world = World::with(Options::default(), |settings| {
        settings.region = Some("us-west-2".to_owned());
    });
    let mut aws = world.await.aws;
    aws.is_elsewhere = false;
    let mut id = repository("test-domain", "test-repo");
    id.domain.owner = Some("111122223333".to_owned());
    let address = aws.address(&id).await.expect("an address");
    let npm =
        "https://test-domain-111122223333.d.codeartifact.us-west-2.amazonaws.com/npm/test-repo/";
    assert_eq!(address.replace(FORMAT, "npm"), npm);
}

/// Elsewhere it is asked for once in each domain, also where the answer is an error.
#[tokio::test]
async fn an_address_elsewhere_is_asked_for_once() {
    for (fault, answers) in [(None, true), (Some(501), false)] {
        let world = World::with_domain().await;
        let ids = ["npm", "pip"].map(|name| repository("main", name));
        for id in &ids {
            let made = world.aws.create_repository(id, None, &[], &Tags::new()).await;
            made.expect("a repository");
        }
        world.clear_requests().await;
        if let Some(status) = fault {
            let unknown = Fault::on("GetRepositoryEndpoint");
            world.fault(unknown.error(status, "UnknownOperationException", "not here")).await;
        }
        for id in &ids {
            let address = world.aws.address(id).await;
            let form = format!("/{{format}}/d/main-000000000000/{}/", id.repository);
            assert_eq!(address.is_ok_and(|address| address.ends_with(&form)), answers);
        }
        assert_eq!(world.operations().await, ["GetRepositoryEndpoint"]);
    }
}
