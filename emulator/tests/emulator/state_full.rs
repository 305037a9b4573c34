//! A disk without room: what cannot be kept is refused and leaves nothing behind, and all else goes
//! on.

use std::path::Path;

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::error::SdkError;
use aws_sdk_codeartifact::operation::create_repository::{
    CreateRepositoryError, CreateRepositoryOutput,
};
use aws_sdk_codeartifact::types::{PackageFormat, Tag};
use rustix::process::{Pid, Resource, Rlimit, prlimit};

use crate::process::Process;
use crate::shelf::{fetch, look, publish};
use crate::world::refused;

/// KiB that a file may have: some dozens of the repositories below.
const ROOM: usize = 2_048;

/// Makes a repository that takes some room.
async fn make(
    client: &Client,
    name: &str,
) -> Result<CreateRepositoryOutput, SdkError<CreateRepositoryError>> {
    let tag = |number| {
        let tag = Tag::builder().key(format!("{number}")).value("x".repeat(256));
        tag.build().expect("a tag")
    };
    let create = client.create_repository().domain("main").repository(name);
    create.description("x".repeat(1_000)).set_tags(Some((0..50).map(tag).collect())).send().await
}

/// Makes one repository after the other until there is no room, and answers how many were made.
async fn fill(client: &Client) -> usize {
    for number in 0.. {
        if let Err(refusal) = make(client, &format!("r-{number}")).await {
            refused(Err::<(), _>(refusal), "500 InternalServerException", "cannot be used");
            return number;
        }
    }
    unreachable!("no disk has room without end")
}

async fn names(client: &Client) -> Vec<String> {
    let pages = client.list_repositories_in_domain().domain("main").into_paginator().items().send();
    let all = pages.collect::<Result<Vec<_>, _>>().await.expect("all pages");
    all.into_iter().filter_map(|repository| repository.name).collect()
}

fn assets(directory: &Path) -> usize {
    std::fs::read_dir(directory.join("state.assets")).expect("the directory").count()
}

async fn content(client: &Client) -> Vec<u8> {
    let got = fetch(client, "1").send().await.expect("the asset");
    got.asset.collect().await.expect("the content").into_bytes().to_vec()
}

fn make_room(process: &mut Process) {
    let (current, maximum) = (None, None);
    let id = Pid::from_child(process.child());
    prlimit(Some(id), Resource::Fsize, Rlimit { current, maximum }).expect("a limit");
}

#[tokio::test]
async fn what_finds_no_room_leaves_nothing_behind() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("state");
    let arguments = ["--state", file.to_str().expect("a path in UTF-8")];
    let mut process = Process::start_without_room(ROOM, &arguments);
    let client = process.client();
    client.create_domain().domain("main").send().await.expect("a domain");
    client.create_repository().domain("main").repository("store").send().await.expect("a store");
    publish(&client, "1", b"kept").await.expect("a publication");

    let made = fill(&client).await;
    assert_eq!(names(&client).await.len(), made + 1, "what was refused is not there");
    refused(make(&client, "more").await, "500 InternalServerException", "cannot be used");
    let large = vec![0; (ROOM + 1) << 10];
    refused(publish(&client, "2", &large).await, "500 InternalServerException", "failed");
    assert!(look(&client, "store", "2").await.is_none());
    let delete = client.delete_package_versions().domain("main").repository("store");
    let delete = delete.format(PackageFormat::Generic).namespace("team").package("app");
    let deleted = delete.versions("1").send().await.is_ok();
    assert_eq!(look(&client, "store", "1").await.is_none(), deleted);

    make_room(&mut process);
    make(&client, "after").await.expect("a repository, now that there is room");
    if deleted {
        publish(&client, "1", b"kept").await.expect("a publication");
    }
    let before = names(&client).await;
    process.kill();
    let process = Process::start(&arguments);
    assert_eq!(names(&process.client()).await, before);
    assert_eq!(content(&process.client()).await, b"kept");
    assert_eq!(assets(directory.path()), 1);
}
