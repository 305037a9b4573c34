//! Where package managers find a repository.

use codeartifact_emulator::{Endpoints, Fault, Options};

use super::{World, domain, repository};
use crate::aws::{FORMAT, Tags};

/// Our rule for the addresses of AWS is the service's.
#[tokio::test]
async fn an_address_of_aws_follows_a_rule() {
    let world = World::with(Options::default().endpoints(Endpoints::Aws), |_| {}).await;
    let mut id = repository("main", "npm");
    world.aws.create_domain(&domain("main"), None, &Tags::new()).await.expect("a domain");
    world.aws.create_repository(&id, None, &[], &Tags::new()).await.expect("a repository");
    let asked = world.aws.repository_endpoint(&id, "pypi", None).await.expect("an address");
    id.domain.owner = Some("000000000000".to_owned());
    let mut at_aws = world.aws.clone();
    at_aws.is_elsewhere = false;
    world.clear_requests().await;
    let address = at_aws.address(&id).await.expect("an address");
    assert_eq!(address.replace(FORMAT, "pypi"), asked);
    assert!(world.operations().await.is_empty());
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
