//! Domains.

use aws_sdk_codeartifact::types::DomainStatus;

use crate::world::start;

#[tokio::test]
async fn a_domain_lives_and_dies() {
    let (_emulator, client) = start().await;
    let made = client
        .create_domain()
        .domain("main")
        .send()
        .await
        .expect("a new domain");
    let made = made.domain().expect("a description");
    assert_eq!(
        made.arn(),
        Some("arn:aws:codeartifact:us-east-1:000000000000:domain/main")
    );
    assert_eq!(made.status(), Some(&DomainStatus::Active));
    let found = client
        .describe_domain()
        .domain("main")
        .send()
        .await
        .expect("the domain");
    assert_eq!(found.domain(), Some(made));
}
