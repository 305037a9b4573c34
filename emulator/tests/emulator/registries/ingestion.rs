//! What was taken in, and is listed later than a client receives it.

use std::time::Duration;

use aws_sdk_codeartifact::types::PackageFormat::Maven;
use codeartifact_emulator::Options;

use super::visitor::Visitor;
use super::workshop::Workshop;
use crate::shelf;
use crate::world::refused;

const LAG: Duration = Duration::from_secs(180);

const JAR: &str = "com/example/app/1.0/app-1.0.jar";

#[tokio::test]
async fn what_was_taken_in_is_listed_after_a_while() {
    let workshop = Workshop::with(Options::default().ingestion_lag(LAG), &["store"]).await;
    workshop.connect("store", "public:maven-central").await;
    workshop.write(&format!("public/maven-central/{JAR}"), "jar");
    let visitor = Visitor::new(&workshop, Maven, "store").await;
    let client = &workshop.client;
    shelf::publish(client, "1.0.0", b"one").await.expect("a publication");
    let describe = client.describe_package().domain("main").repository("store").format(Maven);
    let describe = describe.namespace("com.example").package("app");
    let versions = client.list_package_versions().domain("main").repository("store").format(Maven);
    let versions = versions.namespace("com.example").package("app");
    let packages = client.list_packages().domain("main").repository("store");
    let count = async || packages.clone().send().await.expect("a page").packages().len();
    // The client has it, also when it asks again.
    for _ in 0..2 {
        assert_eq!(visitor.get(JAR).await.body, "jar");
        let missing = "404 ResourceNotFoundException";
        refused(describe.clone().send().await, missing, "Package not found");
        refused(versions.clone().send().await, missing, "Package not found");
        // What was published is listed at once.
        assert_eq!(count().await, 1);
    }
    workshop.emulator.control().advance_clock(LAG).await.expect("another time");
    describe.send().await.expect("the package");
    assert_eq!(versions.send().await.expect("a page").versions().len(), 1);
    assert_eq!(count().await, 2);
}

#[tokio::test]
async fn a_version_that_was_taken_in_later_is_listed_later() {
    let workshop = Workshop::with(Options::default().ingestion_lag(LAG), &["store"]).await;
    workshop.connect("store", "public:maven-central").await;
    let visitor = Visitor::new(&workshop, Maven, "store").await;
    let client = &workshop.client;
    let list = client.list_package_versions().domain("main").repository("store").format(Maven);
    let list = list.namespace("com.example").package("app");
    let describe = client.describe_package_version().domain("main").repository("store");
    let describe = describe.format(Maven).namespace("com.example").package("app");
    for (number, version) in ["1.0", "2.0"].into_iter().enumerate() {
        let jar = format!("com/example/app/{version}/app-{version}.jar");
        workshop.write(&format!("public/maven-central/{jar}"), "jar");
        assert_eq!(visitor.get(&jar).await.status, 200);
        let describe = describe.clone().package_version(version);
        let missing = "404 ResourceNotFoundException";
        refused(describe.clone().send().await, missing, "not found");
        if number > 0 {
            let page = list.clone().send().await.expect("a page");
            assert_eq!((page.versions().len(), page.default_display_version()), (1, Some("1.0")));
        }
        workshop.emulator.control().advance_clock(LAG).await.expect("another time");
        describe.send().await.expect("the version");
    }
    assert_eq!(list.send().await.expect("a page").default_display_version(), Some("2.0"));
}
