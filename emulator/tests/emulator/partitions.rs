//! Accounts and Regions are worlds of their own.

use aws_sdk_codeartifact::config::Credentials;
use codeartifact_emulator::{Credential, Options};

use crate::world::{client, refused, start_with};

#[tokio::test]
async fn one_name_is_a_domain_in_each_account_and_region() {
    let other =
        Credential::new("other", "secret", "111122223333", "arn:aws:iam::111122223333:user/other");
    let (emulator, here) = start_with(Options::default().credential(other)).await;
    let there =
        client(&emulator, "eu-west-1", Credentials::new("test", "test", None, None, "test"));
    let theirs =
        client(&emulator, "us-east-1", Credentials::new("other", "secret", None, None, "test"));
    for (client, arn) in [
        (&here, "arn:aws:codeartifact:us-east-1:000000000000:domain/main"),
        (&there, "arn:aws:codeartifact:eu-west-1:000000000000:domain/main"),
        (&theirs, "arn:aws:codeartifact:us-east-1:111122223333:domain/main"),
    ] {
        let missing = client.describe_domain().domain("main").send().await;
        refused(missing, "404 ResourceNotFoundException", "Domain not found");
        let made = client.create_domain().domain("main").send().await.expect("a new domain");
        assert_eq!(made.domain().and_then(|domain| domain.arn()), Some(arn));
    }
    for client in [here, there, theirs] {
        let all = client.list_domains().send().await.expect("a page");
        assert_eq!(all.domains().len(), 1);
    }
}

#[tokio::test]
async fn a_repository_belongs_to_its_administrator_in_the_domain_of_another() {
    let other =
        Credential::new("other", "secret", "111122223333", "arn:aws:iam::111122223333:user/other");
    let (emulator, ours) = start_with(Options::default().credential(other)).await;
    let theirs =
        client(&emulator, "us-east-1", Credentials::new("other", "secret", None, None, "test"));
    ours.create_domain().domain("main").send().await.expect("a new domain");
    let made =
        theirs.create_repository().domain("main").domain_owner("000000000000").repository("guest");
    let made = made.send().await.expect("a repository").repository.expect("a description");
    assert_eq!(made.administrator_account(), Some("111122223333"));
    assert_eq!(made.domain_owner(), Some("000000000000"));
    assert_eq!(
        made.arn(),
        Some("arn:aws:codeartifact:us-east-1:000000000000:repository/main/guest")
    );
    let listed = theirs.list_repositories().send().await.expect("a page");
    assert_eq!(listed.repositories().len(), 1);
    let listed = ours.list_repositories().send().await.expect("a page");
    assert_eq!(listed.repositories().len(), 0);
    let listed =
        ours.list_repositories_in_domain().domain("main").administrator_account("111122223333");
    assert_eq!(listed.send().await.expect("a page").repositories().len(), 1);
}
