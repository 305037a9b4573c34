//! NuGet's own client pushes, installs, searches and deletes.

mod requests;

use std::process::Command;
use std::sync::OnceLock;

use aws_sdk_codeartifact::types::PackageFormat::Nuget;
use aws_sdk_codeartifact::types::{PackageVersionDescription, PackageVersionStatus};

use super::workshop::{Workshop, zip};

/// Pushes what was packed last to repository `store`.
const PUSH: &str = "nuget push *.nupkg -Source main/store -NonInteractive";

/// Installs NuGet's client, once, and puts it among the programs of a workshop.
fn install_client(workshop: &Workshop) {
    static CLIENT: OnceLock<String> = OnceLock::new();
    let client = CLIENT.get_or_init(|| {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/nuget-client");
        let output = Command::new(script).output().expect("bash");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    });
    workshop.write("bin/keep", "");
    std::os::unix::fs::symlink(client, workshop.path("bin/nuget")).expect("a program");
}

/// Leads the client to a repository.
async fn use_nuget(workshop: &Workshop, repository: &str) {
    install_client(workshop);
    workshop.login("nuget", repository).await;
}

/// A nuspec with these further elements.
fn nuspec(id: &str, version: &str, more: &str) -> String {
    format!(
        "<?xml version='1.0'?><package><metadata>
           <id>{id}</id><version>{version}</version><authors>Team</authors>
           <description>A pad.</description>{more}
         </metadata></package>"
    )
}

/// A package with a nuspec, and a file for whoever installs it.
fn package(nuspec: &str, content: &str) -> Vec<u8> {
    zip(&[("pad.nuspec", nuspec), ("content/pad.txt", content), ("docs/README.md", "# Pad")])
}

/// Has the client pack a version of `Pad.Left`, whose content is a text.
async fn pack(workshop: &Workshop, version: &str, content: &str) {
    let _ = std::fs::remove_dir_all(workshop.path("pad"));
    workshop.write("pad/pad.txt", content);
    let files = "<files><file src='pad.txt' target='content'/></files>";
    let nuspec =
        nuspec("Pad.Left", version, "").replace("</package>", &format!("{files}</package>"));
    workshop.write("pad/pad.nuspec", nuspec);
    workshop.succeed("pad", "nuget pack pad.nuspec -NonInteractive").await;
}

/// Packs and pushes a version of `Pad.Left`, whose content is the text of the version.
async fn push(workshop: &Workshop, version: &str) {
    pack(workshop, version, version).await;
    workshop.succeed("pad", PUSH).await;
}

/// Installs `Pad.Left` from a source into an empty directory, and answers the directories of what
/// there is then.
async fn install(workshop: &Workshop, source: &str, more: &str) -> Vec<String> {
    for stale in ["app", ".nuget", ".local"] {
        let _ = std::fs::remove_dir_all(workshop.path(stale));
    }
    workshop.write("app/keep", "");
    let install = format!(
        "nuget install Pad.Left -Source {source} -NonInteractive -OutputDirectory installed{more}"
    );
    workshop.succeed("app", &install).await;
    let directory = workshop.path("app/installed");
    let installed = std::fs::read_dir(directory).expect("what is installed");
    let names = installed.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

async fn look(
    workshop: &Workshop,
    repository: &str,
    version: &str,
) -> Option<PackageVersionDescription> {
    workshop.look(repository, Nuget, "pad.left", version).await
}

#[tokio::test]
async fn what_is_pushed_is_installed() {
    let workshop = Workshop::new(&["store", "app"]).await;
    use_nuget(&workshop, "store").await;
    push(&workshop, "1.0.0-Beta+x").await;
    push(&workshop, "1.01.0").await;
    workshop.login("nuget", "app").await;
    let installed = install(&workshop, "main/app", "").await;
    assert_eq!(installed, ["Pad.Left.1.1.0"]);
    let file = workshop.path("app/installed/Pad.Left.1.1.0/content/pad.txt");
    assert_eq!(std::fs::read_to_string(file).expect("the file"), "1.01.0");
    let installed = install(&workshop, "main/app", " -Version 1.0.0-beta").await;
    assert_eq!(installed, ["Pad.Left.1.0.0-Beta"]);
    assert!(look(&workshop, "app", "1.1.0").await.is_some());
}

#[tokio::test]
async fn a_version_is_pushed_once() {
    let workshop = Workshop::new(&["store"]).await;
    use_nuget(&workshop, "store").await;
    push(&workshop, "1.0.0").await;
    // The same content changes nothing.
    workshop.succeed("pad", PUSH).await;
    pack(&workshop, "1.0", "another content").await;
    workshop.fail("pad", PUSH, "409").await;
    workshop.succeed("pad", &format!("{PUSH} -SkipDuplicate")).await;
}

#[tokio::test]
async fn what_is_deleted_is_found_no_more_but_can_be_had() {
    let workshop = Workshop::new(&["store"]).await;
    use_nuget(&workshop, "store").await;
    push(&workshop, "1.0.0").await;
    push(&workshop, "1.1.0").await;
    workshop.succeed("", "nuget delete Pad.Left 1.1 -Source main/store -NonInteractive").await;
    let deleted = look(&workshop, "store", "1.1.0").await.expect("the version");
    assert_eq!(deleted.status(), Some(&PackageVersionStatus::Unlisted));
    assert_eq!(install(&workshop, "main/store", " -Version 1.1.0").await, ["Pad.Left.1.1.0"]);
    let found = workshop.succeed("", "nuget search pad -Source main/store -NonInteractive").await;
    assert!(found.contains("Pad.Left | 1.0.0"), "{found}");
}

#[tokio::test]
async fn what_nuget_org_has_is_kept_where_it_is_asked_for() {
    let workshop = Workshop::new(&["store", "middle", "app"]).await;
    workshop.connect("store", "public:nuget-org").await;
    let needs = "<dependencies><group targetFramework='net45'>
        <dependency id='Other' version='[2.0,3.0)'/></group></dependencies>";
    for (id, version, more) in
        [("Pad.Left", "1.0", needs), ("Other", "2.0.1", ""), ("Other", "3.0.0", "")]
    {
        let file = format!("public/nuget-org/{id}.{version}.nupkg");
        workshop.write(&file, package(&nuspec(id, version, more), version));
    }
    use_nuget(&workshop, "app").await;
    let both = ["Other.2.0.1", "Pad.Left.1.0"];
    assert_eq!(install(&workshop, "main/app", " -Framework net45").await, both);
    for (repository, kept) in [("store", true), ("middle", false), ("app", true)] {
        assert_eq!(look(&workshop, repository, "1.0").await.is_some(), kept, "{repository}");
    }
    std::fs::remove_dir_all(workshop.path("public")).expect("nothing public any more");
    assert_eq!(install(&workshop, "main/app", " -Framework net45").await, both);
}
