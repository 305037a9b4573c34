//! Tags.

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::types::Tag;

use crate::world::{refused, start_with_repositories};

const DOMAIN: &str = "arn:aws:codeartifact:us-east-1:000000000000:domain/main";
const REPOSITORY: &str = "arn:aws:codeartifact:us-east-1:000000000000:repository/main/store";

fn tag(key: &str, value: &str) -> Tag {
    Tag::builder().key(key).value(value).build().expect("a key and a value")
}

async fn tags_of(client: &Client, arn: &str) -> Vec<Tag> {
    let found = client.list_tags_for_resource().resource_arn(arn).send().await;
    found.expect("tags").tags.unwrap_or_default()
}

#[tokio::test]
async fn tags_are_put_and_removed() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    for arn in [DOMAIN, REPOSITORY] {
        assert_eq!(tags_of(&client, arn).await, []);
        let put = client.tag_resource().resource_arn(arn).tags(tag("a", "1")).tags(tag("A", ""));
        put.send().await.expect("tags");
        let put = client.tag_resource().resource_arn(arn).tags(tag("a", "2")).send().await;
        put.expect("a tag");
        assert_eq!(tags_of(&client, arn).await, [tag("A", ""), tag("a", "2")]);
        let remove = client.untag_resource().resource_arn(arn).tag_keys("A").tag_keys("absent");
        remove.send().await.expect("a removal");
        assert_eq!(tags_of(&client, arn).await, [tag("a", "2")]);
    }
}

#[tokio::test]
async fn tags_come_and_go_with_their_resource() {
    let (_emulator, client) = start_with_repositories(&[]).await;
    let made = || client.create_repository().domain("main").repository("store");
    made().tags(tag("a", "1")).send().await.expect("a repository");
    assert_eq!(tags_of(&client, REPOSITORY).await, [tag("a", "1")]);
    client.delete_repository().domain("main").repository("store").send().await.expect("a deletion");
    let missing = client.list_tags_for_resource().resource_arn(REPOSITORY).send().await;
    refused(missing, "404 ResourceNotFoundException", "Repository not found");
    made().send().await.expect("a repository");
    assert_eq!(tags_of(&client, REPOSITORY).await, []);
}

#[tokio::test]
async fn tags_have_rules() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    let put =
        |tags: Vec<Tag>| client.tag_resource().resource_arn(DOMAIN).set_tags(Some(tags)).send();
    let refusal = put(vec![tag("aws:owner", "me")]).await;
    refused(refusal, "400 ValidationException", "reserved");
    let refusal = put(vec![tag("a", "1"), tag("a", "2")]).await;
    refused(refusal, "400 ValidationException", "more than once");
    let many = (0..50).map(|number| tag(&number.to_string(), "")).collect();
    put(many).await.expect("as many tags as there may be");
    let refusal = put(vec![tag("one", "more")]).await;
    refused(refusal, "402 ServiceQuotaExceededException", "more than 50 tags");
    put(vec![tag("0", "changed")]).await.expect("a changed tag");
}

#[tokio::test]
async fn an_arn_of_nothing_is_not_found() {
    let (_emulator, client) = start_with_repositories(&[]).await;
    for arn in [
        "arn:aws:codeartifact:us-east-1:000000000000:domain/none",
        "arn:aws:codeartifact:us-east-1:000000000000:repository/main/none",
        "arn:aws:codeartifact:eu-west-1:000000000000:domain/main",
        "arn:aws:codeartifact:us-east-1:111122223333:domain/main",
        "arn:aws:s3:::bucket",
        "nothing",
    ] {
        let missing = client.list_tags_for_resource().resource_arn(arn).send().await;
        refused(missing, "404 ResourceNotFoundException", "does not exist");
    }
}
