//! The life of package versions: statuses, batches, copies and lists.

use std::collections::HashMap;

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::types::{
    PackageFormat, PackageVersionError, PackageVersionSortType, PackageVersionStatus,
    SuccessfulPackageVersionInfo,
};

use crate::shelf::{look, publication, publish, publish_all, status};
use crate::world::{refused, start_with_repositories};

type Successes = Option<HashMap<String, SuccessfulPackageVersionInfo>>;
type Failures = Option<HashMap<String, PackageVersionError>>;

/// What came of each version: its status, or the code and the words of its failure.
fn outcomes(successes: Successes, failures: Failures) -> Vec<String> {
    let successes = successes.unwrap_or_default().into_iter().map(|(version, done)| {
        format!("{version} {}", done.status.map(|status| status.to_string()).unwrap_or_default())
    });
    let failures = failures.unwrap_or_default().into_iter().map(|(version, failed)| {
        let code = failed.error_code.map(|code| code.to_string()).unwrap_or_default();
        format!("{version} {code}: {}", failed.error_message.unwrap_or_default())
    });
    let mut all: Vec<String> = successes.chain(failures).collect();
    all.sort();
    all
}

/// Gives versions of the package another status, and returns what came of it.
pub(crate) async fn update(client: &Client, versions: &[&str], target: &str) -> Vec<String> {
    let answer = client
        .update_package_versions_status()
        .domain("main")
        .repository("store")
        .format(PackageFormat::Generic)
        .namespace("team")
        .package("app")
        .set_versions(Some(versions.iter().map(ToString::to_string).collect()))
        .target_status(target.into())
        .send()
        .await
        .expect("an answer");
    outcomes(answer.successful_versions, answer.failed_versions)
}

async fn dispose(client: &Client, versions: &[&str]) -> Vec<String> {
    let answer = client
        .dispose_package_versions()
        .domain("main")
        .repository("store")
        .format(PackageFormat::Generic)
        .namespace("team")
        .package("app")
        .set_versions(Some(versions.iter().map(ToString::to_string).collect()))
        .send()
        .await
        .expect("an answer");
    outcomes(answer.successful_versions, answer.failed_versions)
}

async fn delete(client: &Client, versions: &[&str], expected: Option<&str>) -> Vec<String> {
    let answer = client
        .delete_package_versions()
        .domain("main")
        .repository("store")
        .format(PackageFormat::Generic)
        .namespace("team")
        .package("app")
        .set_versions(Some(versions.iter().map(ToString::to_string).collect()))
        .set_expected_status(expected.map(PackageVersionStatus::from))
        .send()
        .await
        .expect("an answer");
    outcomes(answer.successful_versions, answer.failed_versions)
}

/// Brings a new version into a status.
async fn bring(client: &Client, version: &str, into: &str) {
    let open = into == "Unfinished";
    let made = publication(client, version, b"content").unfinished(open).send().await;
    made.expect("a publication");
    match into {
        "Unlisted" | "Archived" => drop(update(client, &[version], into).await),
        "Disposed" => drop(dispose(client, &[version]).await),
        _ => {}
    }
    assert_eq!(status(client, version).await.as_deref(), Some(into));
}

#[tokio::test]
async fn a_status_allows_what_the_guide_says() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    let targets = ["Published", "Unlisted", "Archived"];
    for (from, allowed, disposable) in [
        ("Unfinished", &targets[..1], true),
        ("Published", &targets[..], true),
        ("Unlisted", &targets[..], true),
        ("Archived", &targets[..], true),
        ("Disposed", &targets[..0], false),
    ] {
        for target in targets {
            let version = format!("{from}-{target}");
            bring(&client, &version, from).await;
            update(&client, &[&version], target).await;
            let expected = if allowed.contains(&target) { target } else { from };
            assert_eq!(status(&client, &version).await.as_deref(), Some(expected), "{version}");
        }
        let version = format!("{from}-dispose");
        bring(&client, &version, from).await;
        let done = dispose(&client, &[&version]).await;
        assert_eq!(done == [format!("{version} Disposed")], disposable, "{done:?}");
        assert_eq!(delete(&client, &[&version], None).await, [format!("{version} Deleted")]);
        assert_eq!(status(&client, &version).await, None);
    }
}

#[tokio::test]
async fn no_other_status_can_be_asked_for() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    publish_all(&client, &["1"]).await;
    for target in ["Unfinished", "Disposed", "Deleted"] {
        let call = client.update_package_versions_status().domain("main").repository("store");
        let call = call.format(PackageFormat::Generic).namespace("team").package("app");
        let answer = call.versions("1").target_status(target.into()).send().await;
        refused(answer, "400 ValidationException", target);
    }
}

#[tokio::test]
async fn a_batch_is_done_whole_or_not_at_all() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    publish_all(&client, &["1", "2"]).await;
    let outcomes = update(&client, &["1", "2", "3"], "Archived").await;
    let expected = [
        "1 SKIPPED: version 1 is skipped",
        "2 SKIPPED: version 2 is skipped",
        "3 NOT_FOUND: Could not find version 3",
    ];
    assert_eq!(outcomes, expected);
    assert_eq!(status(&client, "1").await.as_deref(), Some("Published"));
    let outcomes = delete(&client, &["1"], Some("Unlisted")).await;
    let words = "1 MISMATCHED_STATUS: current status: Published, expected status: Unlisted";
    assert_eq!(outcomes, [words]);
    assert_eq!(delete(&client, &["1", "2"], Some("Published")).await, ["1 Deleted", "2 Deleted"]);
}

#[tokio::test]
async fn revisions_pin_the_versions_of_a_batch() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    publish_all(&client, &["1"]).await;
    let current = look(&client, "store", "1").await.expect("the version").revision;
    let current = current.expect("a revision");
    let pinned = |version: &str, revision: &str| {
        let call = client.dispose_package_versions().domain("main").repository("store");
        let call = call.format(PackageFormat::Generic).namespace("team").package("app");
        call.versions("1").version_revisions(version, revision).send()
    };
    refused(pinned("2", &current).await, "400 ValidationException", "same versions");
    let answer = pinned("1", "stale").await.expect("an answer");
    let words =
        format!("1 MISMATCHED_REVISION: current revision: {current}, expected revision: stale");
    assert_eq!(outcomes(answer.successful_versions, answer.failed_versions), [words]);
    let answer = pinned("1", &current).await.expect("an answer");
    assert_eq!(outcomes(answer.successful_versions, answer.failed_versions), ["1 Disposed"]);
}

async fn copy(client: &Client, versions: &[&str], overwrite: bool) -> Vec<String> {
    let answer = client
        .copy_package_versions()
        .domain("main")
        .source_repository("store")
        .destination_repository("prod")
        .format(PackageFormat::Generic)
        .namespace("team")
        .package("app")
        .set_versions(Some(versions.iter().map(ToString::to_string).collect()))
        .allow_overwrite(overwrite)
        .send()
        .await
        .expect("an answer");
    outcomes(answer.successful_versions, answer.failed_versions)
}

#[tokio::test]
async fn a_copy_has_its_rules() {
    let (_emulator, client) = start_with_repositories(&["store", "prod"]).await;
    publish_all(&client, &["1", "2"]).await;
    let other = publication(&client, "2", b"other").repository("prod").send().await;
    other.expect("a publication");
    let refusal =
        ["1 SKIPPED: Version 1 was skipped", "2 ALREADY_EXISTS: Version 2 already exists"];
    assert_eq!(copy(&client, &["1", "2"], false).await, refusal);
    assert_eq!(copy(&client, &["1", "2"], true).await, ["1 Published", "2 Published"]);
    let copied = look(&client, "prod", "1").await.expect("the copy");
    assert_eq!(Some(copied), look(&client, "store", "1").await);
    assert!(copy(&client, &["1"], false).await.is_empty(), "what is there already is not reported");
    let missing = ["3 NOT_FOUND: Could not find version 3"];
    assert_eq!(copy(&client, &["3"], false).await, missing);
}

#[tokio::test]
async fn a_copy_names_its_versions_in_one_way() {
    let (_emulator, client) = start_with_repositories(&["store", "prod"]).await;
    publish_all(&client, &["1"]).await;
    let call = || {
        let call = client.copy_package_versions().domain("main").source_repository("store");
        let call = call.destination_repository("prod").format(PackageFormat::Generic);
        call.namespace("team").package("app")
    };
    refused(call().send().await, "400 ValidationException", "versionRevisions");
    let both = call().versions("1").version_revisions("1", "revision").send().await;
    refused(both, "400 ValidationException", "not both");
    let itself = call().versions("1").destination_repository("store").send().await;
    refused(itself, "400 ValidationException", "two repositories");
    let nowhere = call().versions("1").destination_repository("none").send().await;
    refused(nowhere, "404 ResourceNotFoundException", "Repository 'none'");
}

#[tokio::test]
async fn versions_are_listed_by_status_and_by_time() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    for version in ["2", "10", "1"] {
        publish_all(&client, &[version]).await;
        // The service returns times in milliseconds.
        tokio::time::sleep(std::time::Duration::from_millis(3)).await;
    }
    update(&client, &["2"], "Unlisted").await;
    let list = || {
        let call = client.list_package_versions().domain("main").repository("store");
        call.format(PackageFormat::Generic).namespace("team").package("app")
    };
    let names = |answer: &aws_sdk_codeartifact::operation::list_package_versions::ListPackageVersionsOutput| {
        answer.versions().iter().map(|version| version.version().to_owned()).collect::<Vec<_>>()
    };
    let newest =
        list().sort_by(PackageVersionSortType::PublishedTime).send().await.expect("a page");
    assert_eq!(names(&newest), ["1", "10", "2"]);
    assert_eq!(newest.default_display_version(), Some("1"));
    let published = list().status(PackageVersionStatus::Published).send().await.expect("a page");
    assert_eq!(names(&published), ["1", "10"]);
    let all = list().send().await.expect("a page");
    assert_eq!(names(&all), ["1", "10", "2"]);
}

#[tokio::test]
async fn a_package_is_described_and_deleted_with_its_versions() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    publish(&client, "1", b"content").await.expect("a publication");
    let describe = || {
        let call = client.describe_package().domain("main").repository("store");
        call.format(PackageFormat::Generic).namespace("team").package("app").send()
    };
    let package = describe().await.expect("the package").package.expect("a description");
    let configuration = package.origin_configuration().and_then(|found| found.restrictions());
    let restrictions = configuration.expect("restrictions");
    assert_eq!(restrictions.publish().as_str(), "ALLOW");
    assert_eq!(restrictions.upstream().as_str(), "BLOCK");
    let call = client.delete_package().domain("main").repository("store");
    let gone = call.format(PackageFormat::Generic).namespace("team").package("app").send().await;
    assert_eq!(
        gone.expect("a deletion").deleted_package.and_then(|gone| gone.package).as_deref(),
        Some("app")
    );
    let words = "Package = PackageCoordinate{packageType=generic, namespace=team, packageName=app}";
    refused(describe().await, "404 ResourceNotFoundException", words);
}
