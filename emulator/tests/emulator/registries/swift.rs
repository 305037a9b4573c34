//! What the Swift Package Manager sends, sent by hand.

use aws_sdk_codeartifact::types::PackageFormat::{Generic, Swift};
use aws_sdk_codeartifact::types::PackageVersionStatus;
use serde_json::json;

use super::visitor::Visitor;
use super::workshop::{Workshop, zip};
use crate::shelf::sha256;

/// Publishes a release of `team.Pad`, as the client does: without a name of the file.
async fn publish(visitor: &Visitor<'_>, version: &str, source: &[u8]) -> u16 {
    let head = |name: &str| {
        let head = format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
        head.into_bytes()
    };
    let body = [
        &head("source-archive"),
        source,
        b"\r\n",
        &head("metadata"),
        br#"{"description": "A pad.", "licenseURL": "https://license.example",
            "repositoryURLs": ["https://code.example/team/pad", "git@code.example:team/pad.git"]}"#,
        b"\r\n--b--\r\n",
    ];
    let headers = [("content-type", "multipart/form-data; boundary=b")];
    visitor.ask("PUT", &format!("team/Pad/{version}"), body.concat(), &headers).await.status
}

#[tokio::test]
async fn a_release_is_published_found_and_fetched() {
    let workshop = Workshop::new(&["store", "app"]).await;
    let store = Visitor::new(&workshop, Swift, "store").await;
    let app = Visitor::new(&workshop, Swift, "app").await;
    assert_eq!(store.ask("POST", "login", "", &[]).await.status, 200);
    let source = zip(&[
        ("Pad/Package.swift", "// for all"),
        ("Pad/Package@swift-5.9.swift", "// for 5.9"),
        ("Pad/Tests/Package.swift", "// another"),
    ]);
    assert_eq!(publish(&store, "1.0.0", &source).await, 201);
    assert_eq!(publish(&store, "1.0.0", b"other").await, 409);
    assert_eq!(publish(&store, "first", &source).await, 400);
    let list = app.get("team/pad").await;
    assert_eq!(list.header("content-version"), Some("1"));
    let (address, _) = workshop.access(Swift, "app").await;
    let url = format!("{address}team/pad/1.0.0");
    assert_eq!(list.body, json!({ "releases": { "1.0.0": { "url": url } } }));
    let one = app.get("team/pad/1.0.0").await.body;
    assert_eq!(one["id"], "team.pad");
    assert_eq!(one["resources"][0]["checksum"], sha256(&source));
    assert_eq!(one["metadata"]["description"], "A pad.");
    for (query, manifest) in [
        ("", "// for all"),
        ("?swift-version=5.9", "// for 5.9"),
        ("?swift-version=6", "// for all"),
    ] {
        let path = format!("team/pad/1.0.0/Package.swift{query}");
        assert_eq!(app.get(&path).await.body, manifest, "{query}");
    }
    let fetched = app.get("team/pad/1.0.0.zip").await;
    assert_eq!((fetched.status, fetched.header("content-type")), (200, Some("application/zip")));
    for path in ["team/pad/2.0.0", "team/pad/2.0.0.zip", "team/other"] {
        assert_eq!(app.get(path).await.status, 404, "{path}");
    }
}

/// `--use-registry-identity-for-scm` lets the client ask so.
#[tokio::test]
async fn packages_are_found_by_the_address_of_their_source() {
    let workshop = Workshop::new(&["store", "app"]).await;
    let store = Visitor::new(&workshop, Swift, "store").await;
    let source = zip(&[("Pad/Package.swift", "// for all")]);
    assert_eq!(publish(&store, "1.0.0", &source).await, 201);
    let app = Visitor::new(&workshop, Swift, "app").await;
    for address in ["https://code.example/team/pad.git", "ssh://git@code.example/team/pad"] {
        let found = app.get(&format!("identifiers?url={address}")).await;
        assert_eq!(found.body, json!({ "identifiers": ["team.pad"] }), "{address}");
    }
    assert_eq!(app.get("identifiers?url=https://code.example/other").await.status, 404);
    assert_eq!(app.get("identifiers").await.status, 400);
}

#[tokio::test]
async fn the_service_knows_it_under_its_lower_case_name() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, Swift, "store").await;
    let source = zip(&[("Pad/Package.swift", "// for all")]);
    assert_eq!(publish(&store, "1.0.0", &source).await, 201);
    let look = workshop.client.describe_package_version().domain("main").repository("store");
    let look = look.format(Swift).namespace("team").package("pad").package_version("1.0.0");
    let found = look.send().await.expect("the version").package_version.expect("its description");
    assert_eq!(found.status(), Some(&PackageVersionStatus::Published));
    assert_eq!(found.summary(), Some("A pad."));
}

#[tokio::test]
async fn generic_packages_have_no_package_manager() {
    let workshop = Workshop::new(&["store"]).await;
    let reply = Visitor::new(&workshop, Generic, "store").await.get("anything").await;
    assert_eq!(reply.status, 404);
    assert!(reply.body["message"].to_string().contains("PublishPackageVersion"), "{}", reply.body);
}
