//! Publishing generic packages and fetching their assets.

use aws_sdk_codeartifact::types::{AllowPublish, AllowUpstream, HashAlgorithm, PackageFormat};
use codeartifact_emulator::{Options, Quotas};

use crate::shelf::{fetch, look, publication, publish, sha256, status};
use crate::world::{refused, start_with, start_with_repositories};

#[tokio::test]
async fn what_was_published_is_what_is_fetched() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    let made = publish(&client, "1.0.0", b"content").await.expect("a publication");
    assert_eq!(made.status().map(|status| status.as_str()), Some("Published"));
    let asset = made.asset().expect("an asset");
    let hash = asset.hashes().and_then(|hashes| hashes.get(&HashAlgorithm::Sha256));
    assert_eq!(hash, Some(&sha256(b"content")));
    let fetched = fetch(&client, "1.0.0").send().await.expect("the asset");
    assert_eq!(fetched.asset_name(), Some("app.zip"));
    assert_eq!(fetched.package_version(), Some("1.0.0"));
    assert_eq!(fetched.package_version_revision(), made.version_revision());
    let content = fetched.asset.collect().await.expect("the content").into_bytes();
    assert_eq!(&content[..], b"content");
}

#[tokio::test]
async fn a_version_tells_where_it_came_from() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    publish(&client, "1.0.0", b"content").await.expect("a publication");
    let version = look(&client, "store", "1.0.0").await.expect("the version");
    let origin = version.origin().expect("an origin");
    assert_eq!(origin.origin_type().map(|kind| kind.as_str()), Some("INTERNAL"));
    let entry = origin.domain_entry_point().and_then(|entry| entry.repository_name());
    assert_eq!(entry, Some("store"));
    assert_eq!(version.display_name(), Some("app"));
    assert!(version.published_time().is_some());
}

#[tokio::test]
async fn assets_come_one_by_one_while_a_version_is_unfinished() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    let first = publication(&client, "1.0.0", b"one").unfinished(true).send().await;
    let first = first.expect("the first asset");
    assert_eq!(status(&client, "1.0.0").await.as_deref(), Some("Unfinished"));
    let again = publication(&client, "1.0.0", b"one").unfinished(true).send().await;
    assert_eq!(again.expect("the same asset").version_revision, first.version_revision);
    let other = publication(&client, "1.0.0", b"other").unfinished(true).send().await;
    refused(other, "409 ConflictException", "other content");
    let fetched = fetch(&client, "1.0.0").send().await.expect("an asset of an open version");
    assert_eq!(fetched.asset.collect().await.expect("the content").into_bytes(), "one");
    let last = publication(&client, "1.0.0", b"two").asset_name("notes.txt").send().await;
    let last = last.expect("the last asset");
    assert_ne!(last.version_revision, first.version_revision);
    assert_eq!(status(&client, "1.0.0").await.as_deref(), Some("Published"));
    let late = publication(&client, "1.0.0", b"three").asset_name("late.txt").send().await;
    let words =
        "Cannot update existing generic package version 'team/app/1.0.0' with status 'Published'.";
    refused(late, "409 ConflictException", words);
    refused(publish(&client, "1.0.0", b"one").await, "409 ConflictException", words);
}

#[tokio::test]
async fn the_content_must_have_the_hash_that_is_declared() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    let wrong = publication(&client, "1.0.0", b"content").asset_sha256(sha256(b"other"));
    // The client signs the hash of the bytes that it sends, not the one that it declares.
    refused(wrong.send().await, "403 InvalidSignatureException", "signature");
    assert_eq!(status(&client, "1.0.0").await, None);
}

#[tokio::test]
async fn only_generic_packages_are_published() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    let npm = publication(&client, "1.0.0", b"content").format(PackageFormat::Npm).send().await;
    refused(npm, "400 ValidationException", "generic");
    let bare = publication(&client, "1.0.0", b"content").set_namespace(None).send().await;
    refused(bare, "400 ValidationException", "must have a namespace");
}

#[tokio::test]
async fn an_asset_name_has_a_form() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    for (name, good) in [
        ("app-1.0_(final) [x].tar.gz", true),
        ("größe.zip", true),
        (".", false),
        ("..", false),
        ("a/b", false),
        ("two  spaces", false),
        (" first", false),
        ("a*b", false),
    ] {
        let sent = publication(&client, "1.0.0", b"content").asset_name(name).unfinished(true);
        assert_eq!(sent.send().await.is_ok(), good, "{name}");
    }
}

#[tokio::test]
async fn a_package_that_is_closed_is_not_published_to() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    let restrictions = aws_sdk_codeartifact::types::PackageOriginRestrictions::builder()
        .publish(AllowPublish::Block)
        .upstream(AllowUpstream::Allow)
        .build();
    let closed = client
        .put_package_origin_configuration()
        .domain("main")
        .repository("store")
        .format(PackageFormat::Generic)
        .namespace("team")
        .package("app")
        .restrictions(restrictions.expect("both restrictions"));
    closed.send().await.expect("a configuration");
    refused(publish(&client, "1.0.0", b"content").await, "409 ConflictException", "published to");
}

#[tokio::test]
async fn assets_have_quotas() {
    let quotas = Quotas { asset_size: 4, assets_per_version: 1, ..Quotas::default() };
    let (_emulator, client) = start_with(Options::default().quotas(quotas)).await;
    client.create_domain().domain("main").send().await.expect("a domain");
    let made = client.create_repository().domain("main").repository("store").send().await;
    made.expect("a repository");
    refused(publish(&client, "1", b"large").await, "402 ServiceQuotaExceededException", "larger");
    let first = publication(&client, "1", b"one").unfinished(true).send().await;
    first.expect("the first asset");
    let second = publication(&client, "1", b"two").asset_name("two").send().await;
    refused(second, "402 ServiceQuotaExceededException", "more than 1 assets");
}

#[tokio::test]
async fn what_is_archived_disposed_of_or_changed_is_not_fetched() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    publish(&client, "1.0.0", b"content").await.expect("a publication");
    let pinned = fetch(&client, "1.0.0").package_version_revision("another").send().await;
    refused(pinned, "409 ConflictException", "expected revision: another");
    let none = fetch(&client, "1.0.0").asset("none.zip").send().await;
    refused(none, "404 ResourceNotFoundException", "Asset 'none.zip'");
    crate::versions::update(&client, &["1.0.0"], "Archived").await;
    refused(fetch(&client, "1.0.0").send().await, "409 ConflictException", "archived");
}

#[tokio::test]
async fn the_size_of_a_domain_counts_each_content_once() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    for (version, content) in [("1", "same"), ("2", "same"), ("3", "another")] {
        publish(&client, version, content.as_bytes()).await.expect("a publication");
    }
    let domain = client.describe_domain().domain("main").send().await.expect("the domain");
    assert_eq!(domain.domain().map(|domain| domain.asset_size_bytes()), Some(4 + 7));
}

#[tokio::test]
async fn a_large_asset_comes_back_whole() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    let content: Vec<u8> = (0..16 << 20).map(|number: u32| (number % 251) as u8).collect();
    publish(&client, "1.0.0", &content).await.expect("a publication");
    let fetched = fetch(&client, "1.0.0").send().await.expect("the asset");
    let fetched = fetched.asset.collect().await.expect("the content").into_bytes();
    assert_eq!(sha256(&fetched), sha256(&content));
}
