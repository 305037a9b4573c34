//! Reads that answer what was there before a write, and calls that come too soon.

use std::collections::BTreeSet;
use std::time::Duration;

use aws_sdk_codeartifact::error::ProvideErrorMetadata;
use aws_sdk_codeartifact::types::PackageFormat;
use codeartifact_emulator::{Fault, Options};

use crate::world::{fault, refused, start, start_with, start_with_domain};

const WINDOW: Duration = Duration::from_secs(3_600);

#[tokio::test]
async fn what_was_made_is_not_seen_at_once() {
    let (emulator, client) = start_with_domain().await;
    let hidden = Fault::on("CreateRepository").times(1).stale_reads(WINDOW);
    let hidden = fault(&emulator, hidden).await;
    let create = client.create_repository().domain("main").repository("store");
    create.clone().send().await.expect("a new repository");
    let describe = client.describe_repository().domain("main").repository("store");
    refused(describe.clone().send().await, "404 ResourceNotFoundException", "store");
    let list = client.list_repositories_in_domain().domain("main");
    assert!(list.clone().send().await.expect("a page").repositories().is_empty());
    // Whoever changes something sees what is there.
    refused(create.send().await, "409 ConflictException", "already exists");
    emulator.control().advance_clock(WINDOW).await.expect("another time");
    describe.send().await.expect("the repository");
    assert_eq!(list.send().await.expect("a page").repositories().len(), 1);
    assert_eq!(hidden.count().await.expect("the fault"), 1);
}

#[tokio::test]
async fn what_was_deleted_is_still_seen_until_the_faults_are_forgotten() {
    let (emulator, client) = start_with_domain().await;
    fault(&emulator, Fault::on("DeleteDomain").stale_reads(WINDOW)).await;
    client.delete_domain().domain("main").send().await.expect("the end of the domain");
    let describe = client.describe_domain().domain("main");
    describe.clone().send().await.expect("the domain, still");
    emulator.control().clear_faults().await.expect("no faults");
    refused(describe.send().await, "404 ResourceNotFoundException", "main");
}

#[tokio::test]
async fn a_look_hides_nothing() {
    let (emulator, client) = start().await;
    fault(&emulator, Fault::on("ListDomains").stale_reads(WINDOW)).await;
    client.list_domains().send().await.expect("a page");
    client.create_domain().domain("main").send().await.expect("a domain");
    client.describe_domain().domain("main").send().await.expect("the domain");
}

#[tokio::test]
async fn a_new_group_has_its_packages_after_a_while() {
    let (emulator, client) = start_with_domain().await;
    fault(&emulator, Fault::on("CreatePackageGroup").stale_reads(WINDOW)).await;
    let create = client.create_package_group().domain("main").package_group("/npm/*");
    create.send().await.expect("a group");
    let associated = client.get_associated_package_group().domain("main");
    let associated = associated.format(PackageFormat::Npm).package("app");
    let pattern = async || {
        let group = associated.clone().send().await.expect("a group").package_group;
        group.and_then(|group| group.pattern).expect("a pattern")
    };
    assert_eq!(pattern().await, "/*");
    emulator.control().advance_clock(WINDOW).await.expect("another time");
    assert_eq!(pattern().await, "/npm/*");
}

#[tokio::test]
async fn rates_are_held_if_they_are_to_be() {
    for held in [false, true] {
        let (_emulator, client) = start_with(Options::default().hold_rates(held)).await;
        client.create_domain().domain("main").send().await.expect("a domain");
        let copy = client.copy_package_versions().domain("main").source_repository("store");
        let copy = copy.destination_repository("other").format(PackageFormat::Npm).package("app");
        let copy = copy.versions("1.0.0");
        let mut codes = BTreeSet::new();
        for _ in 0..100 {
            let refusal = copy.clone().send().await.expect_err("there is nothing to copy");
            codes.extend(refusal.code().map(str::to_owned));
        }
        assert_eq!(codes.contains("ThrottlingException"), held, "{codes:?}");
    }
}
