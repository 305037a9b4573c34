//! A kill in the midst of writes: what was acknowledged is there again.

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::primitives::ByteStream;
use aws_sdk_codeartifact::types::PackageFormat;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::process::Process;
use crate::shelf::sha256;

const ROUNDS: usize = 5;
const WRITERS: usize = 6;
/// Acknowledged changes before a kill.
const CHANGES: usize = 60;

/// A change that was acknowledged.
#[derive(Debug)]
enum Change {
    /// A repository with a policy of this revision.
    Repository { name: String, revision: String },
    /// A package group.
    Group { pattern: String },
    /// A version of the package with this name, and its revision.
    Version { package: String, revision: String },
}

#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_change_survives_a_kill() {
    let directory = tempfile::tempdir().expect("a directory");
    let state = directory.path().join("state");
    let arguments = ["--state", state.to_str().expect("a path in UTF-8")];
    let mut all = Vec::new();
    let mut process = Process::start(&arguments);
    prepare(&process.client()).await;
    for round in 0..ROUNDS {
        all.extend(write_until_killed(&mut process, round).await);
        process = Process::start(&arguments);
        let client = process.client();
        for change in &all {
            check(&client, change).await;
        }
    }
    assert!(all.len() >= ROUNDS * CHANGES);
}

async fn prepare(client: &Client) {
    client.create_domain().domain("main").send().await.expect("a domain");
    client.create_repository().domain("main").repository("store").send().await.expect("a store");
}

/// Lets several writers change the state, and kills the emulator in the midst of it.
async fn write_until_killed(process: &mut Process, round: usize) -> Vec<Change> {
    let (sender, mut receiver) = unbounded_channel();
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            tokio::spawn(write(process.client(), format!("{round}-{writer}"), sender.clone()))
        })
        .collect();
    drop(sender);
    let mut acknowledged = Vec::new();
    while acknowledged.len() < CHANGES {
        acknowledged.push(receiver.recv().await.expect("a change"));
    }
    process.kill();
    while let Some(change) = receiver.recv().await {
        acknowledged.push(change);
    }
    for writer in writers {
        writer.await.expect("no panic");
    }
    acknowledged
}

/// Changes one thing after the other, until a call fails because nobody answers any more.
async fn write(client: Client, name: String, acknowledged: UnboundedSender<Change>) {
    for number in 0.. {
        let name = format!("{name}-{number}");
        let change = match number % 3 {
            0 => repository(&client, name).await,
            1 => group(&client, name).await,
            _ => version(&client, name).await,
        };
        let Some(change) = change else { return };
        acknowledged.send(change).expect("somebody listens");
    }
}

async fn repository(client: &Client, name: String) -> Option<Change> {
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"codeartifact:*","Resource":"*"}]}"#;
    let name = format!("r-{name}");
    client.create_repository().domain("main").repository(&name).send().await.ok()?;
    let put = client.put_repository_permissions_policy().domain("main").repository(&name);
    let put = put.policy_document(policy).send().await.ok()?;
    Some(Change::Repository { name, revision: put.policy?.revision? })
}

async fn group(client: &Client, name: String) -> Option<Change> {
    let pattern = format!("/npm//g-{name}$");
    let create = client.create_package_group().domain("main").package_group(&pattern);
    create.send().await.ok()?;
    Some(Change::Group { pattern })
}

async fn version(client: &Client, package: String) -> Option<Change> {
    let publish = client.publish_package_version().domain("main").repository("store");
    let publish = publish.format(PackageFormat::Generic).namespace("team").package(&package);
    let publish =
        publish.package_version("1").asset_name("a").asset_sha256(sha256(package.as_bytes()));
    let content = ByteStream::from(package.clone().into_bytes());
    let revision = publish.asset_content(content).send().await.ok()?.version_revision?;
    Some(Change::Version { package, revision })
}

async fn check(client: &Client, change: &Change) {
    match change {
        Change::Repository { name, revision } => {
            let get = client.get_repository_permissions_policy().domain("main").repository(name);
            let policy = get.send().await.expect("the policy").policy;
            assert_eq!(
                policy.and_then(|policy| policy.revision).as_ref(),
                Some(revision),
                "{name}"
            );
        }
        Change::Group { pattern } => {
            let describe = client.describe_package_group().domain("main").package_group(pattern);
            describe.send().await.expect("the group");
        }
        Change::Version { package, revision } => {
            let get = client.get_package_version_asset().domain("main").repository("store");
            let get = get.format(PackageFormat::Generic).namespace("team").package(package);
            let got = get.package_version("1").asset("a").send().await.expect("the asset");
            assert_eq!(got.package_version_revision(), Some(&**revision));
            let content = got.asset.collect().await.expect("the content").into_bytes();
            assert_eq!(content, package.as_bytes());
        }
    }
}
