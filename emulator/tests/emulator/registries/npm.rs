//! npm publishes, views, tags and installs.

use aws_sdk_codeartifact::types::{
    AllowPublish, AllowUpstream, PackageFormat, PackageGroupOriginRestrictionMode,
    PackageGroupOriginRestrictionType, PackageOriginRestrictions, PackageVersionStatus,
};

use super::visitor::Visitor;
use super::workshop::Workshop;

/// Writes a package of npm.
fn package(workshop: &Workshop, name: &str, version: &str) {
    let manifest = serde_json::json!({
        "name": name,
        "version": version,
        "description": "A pad.",
        "homepage": "https://pad.example",
        "repository": { "type": "git", "url": "git+https://code.example/pad.git" },
        "license": "Apache-2.0",
        "devDependencies": { "@team/tool": "^2.0.0" },
    });
    workshop.write("pad/package.json", manifest.to_string());
    workshop.write("pad/README.md", "# Pad");
    workshop.write("pad/index.js", format!("module.exports = '{version}'"));
}

/// Leads npm to a repository.
async fn use_npm(workshop: &Workshop, repository: &str) {
    let (endpoint, token) = workshop.access(PackageFormat::Npm, repository).await;
    let host = endpoint.trim_start_matches("http:");
    workshop.write(".npmrc", format!("registry={endpoint}\n{host}:_authToken={token}\n"));
}

/// Publishes a version of `pad` under a tag.
async fn publish(workshop: &Workshop, version: &str, tag: &str) {
    package(workshop, "pad", version);
    workshop.succeed("pad", &format!("npm publish --tag {tag}")).await;
}

/// Packs a version of `pad` for the public repository.
async fn pack(workshop: &Workshop, version: &str) {
    package(workshop, "pad", version);
    workshop.write("public/npmjs/keep", "");
    workshop.succeed("pad", "npm pack --pack-destination ../public/npmjs").await;
}

/// Installs it and says which version there is.
async fn install(workshop: &Workshop, what: &str) -> String {
    // What npm has packed it never fetches.
    let _ = std::fs::remove_dir_all(workshop.path(".npm"));
    workshop.write("app/package.json", "{}");
    workshop.succeed("app", &format!("npm install {what}")).await;
    workshop.succeed("app", "node --print require('pad')").await
}

async fn is_there(workshop: &Workshop, repository: &str) -> bool {
    workshop.look(repository, PackageFormat::Npm, "pad", "1.0.0").await.is_some()
}

#[tokio::test]
async fn what_is_published_is_viewed_and_installed() {
    let workshop = Workshop::new(&["store"]).await;
    workshop.login("npm", "store").await;
    publish(&workshop, "1.0.0", "latest").await;
    publish(&workshop, "2.0.0-rc.1", "next").await;
    assert_eq!(workshop.succeed("pad", "npm view pad version").await, "1.0.0");
    assert_eq!(workshop.succeed("pad", "npm view pad@next version").await, "2.0.0-rc.1");
    assert_eq!(install(&workshop, "pad").await, "1.0.0");
    workshop.succeed("pad", "npm ping").await;
}

#[tokio::test]
async fn a_name_may_be_in_a_scope() {
    let workshop = Workshop::new(&["store"]).await;
    use_npm(&workshop, "store").await;
    package(&workshop, "@team/pad", "1.0.0");
    workshop.succeed("pad", "npm publish").await;
    workshop.write("app/package.json", "{}");
    workshop.succeed("app", "npm install @team/pad").await;
    assert_eq!(workshop.succeed("app", "node --print require('@team/pad')").await, "1.0.0");
}

#[tokio::test]
async fn the_service_tells_what_the_manifest_says() {
    let workshop = Workshop::new(&["store"]).await;
    use_npm(&workshop, "store").await;
    publish(&workshop, "1.0.0", "latest").await;
    let version = workshop.look("store", PackageFormat::Npm, "pad", "1.0.0").await;
    let version = version.expect("the version");
    assert_eq!(version.status(), Some(&PackageVersionStatus::Published));
    assert_eq!(version.summary(), Some("A pad."));
    assert_eq!(version.home_page(), Some("https://pad.example"));
    assert_eq!(version.source_code_repository(), Some("git+https://code.example/pad.git"));
    assert_eq!(version.licenses()[0].name(), Some("Apache-2.0"));
    let client = &workshop.client;
    let readme = client.get_package_version_readme().domain("main").repository("store");
    let readme = readme.format(PackageFormat::Npm).package("pad").package_version("1.0.0");
    assert_eq!(readme.send().await.expect("a readme").readme(), Some("# Pad"));
    let needs = client.list_package_version_dependencies().domain("main").repository("store");
    let needs = needs.format(PackageFormat::Npm).package("pad").package_version("1.0.0");
    let needs = needs.send().await.expect("dependencies");
    let [tool] = needs.dependencies() else { panic!("{needs:?}") };
    assert_eq!((tool.namespace(), tool.package()), (Some("team"), Some("tool")));
    assert_eq!((tool.dependency_type(), tool.version_requirement()), (Some("dev"), Some("^2.0.0")));
}

#[tokio::test]
async fn tags_are_set_moved_and_removed() {
    let workshop = Workshop::new(&["store"]).await;
    use_npm(&workshop, "store").await;
    publish(&workshop, "1.0.0", "latest").await;
    publish(&workshop, "2.0.0", "next").await;
    let tags = workshop.succeed("pad", "npm dist-tag ls pad").await;
    assert_eq!(tags, "latest: 1.0.0\nnext: 2.0.0");
    let list = workshop.client.list_package_versions().domain("main").repository("store");
    let list = list.format(PackageFormat::Npm).package("pad");
    let listed = list.clone().send().await.expect("the versions");
    assert_eq!(listed.default_display_version(), Some("1.0.0"));
    workshop.succeed("pad", "npm dist-tag add pad@2.0.0 latest").await;
    workshop.succeed("pad", "npm dist-tag rm pad next").await;
    assert_eq!(workshop.succeed("pad", "npm dist-tag ls pad").await, "latest: 2.0.0");
    let listed = list.send().await.expect("the versions");
    assert_eq!(listed.default_display_version(), Some("2.0.0"));
    assert_eq!(install(&workshop, "pad").await, "2.0.0");
}

#[tokio::test]
async fn a_version_is_published_once_and_may_be_deprecated() {
    let workshop = Workshop::new(&["store"]).await;
    use_npm(&workshop, "store").await;
    publish(&workshop, "1.0.0", "latest").await;
    workshop.succeed("pad", "npm publish --force").await;
    workshop.write("pad/index.js", "module.exports = 'other'");
    workshop.fail("pad", "npm publish --force", "E409").await;
    workshop.succeed("pad", "npm deprecate pad@1.0.0 old").await;
    assert_eq!(workshop.succeed("pad", "npm view pad@1.0.0 deprecated").await, "old");
}

#[tokio::test]
async fn what_an_upstream_has_is_kept_where_it_is_asked_for() {
    let workshop = Workshop::new(&["store", "middle", "app"]).await;
    use_npm(&workshop, "store").await;
    publish(&workshop, "1.0.0", "latest").await;
    use_npm(&workshop, "app").await;
    assert_eq!(install(&workshop, "pad").await, "1.0.0");
    assert!(is_there(&workshop, "app").await);
    assert!(!is_there(&workshop, "middle").await);
    workshop.fail("pad", "npm publish --force", "E409").await;
}

#[tokio::test]
async fn what_a_public_repository_has_is_kept_at_the_connection_too() {
    let workshop = Workshop::new(&["store", "middle", "app"]).await;
    workshop.connect("store", "public:npmjs").await;
    pack(&workshop, "1.0.0").await;
    use_npm(&workshop, "app").await;
    assert_eq!(install(&workshop, "pad").await, "1.0.0");
    for (repository, kept) in [("store", true), ("middle", false), ("app", true)] {
        assert_eq!(is_there(&workshop, repository).await, kept, "{repository}");
    }
    let version = workshop.look("app", PackageFormat::Npm, "pad", "1.0.0").await;
    let origin = version.as_ref().and_then(|version| version.origin()).expect("an origin");
    assert_eq!(origin.origin_type().map(|kind| kind.as_str()), Some("EXTERNAL"));
    let entry = origin.domain_entry_point().and_then(|entry| entry.external_connection_name());
    assert_eq!(entry, Some("public:npmjs"));
    std::fs::remove_dir_all(workshop.path("public")).expect("nothing public any more");
    assert_eq!(install(&workshop, "pad").await, "1.0.0");
}

/// Blocks or allows the upstreams of `pad` in a repository.
async fn control(workshop: &Workshop, repository: &str, upstream: AllowUpstream) {
    let restrictions =
        PackageOriginRestrictions::builder().publish(AllowPublish::Allow).upstream(upstream);
    let put = workshop.client.put_package_origin_configuration().domain("main");
    let put = put.repository(repository).format(PackageFormat::Npm).package("pad");
    let put = put.restrictions(restrictions.build().expect("both restrictions"));
    put.send().await.expect("a configuration");
}

#[tokio::test]
async fn a_blocked_package_comes_past_no_repository_that_blocks_it() {
    let workshop = Workshop::new(&["store", "middle", "app"]).await;
    workshop.connect("store", "public:npmjs").await;
    pack(&workshop, "1.0.0").await;
    use_npm(&workshop, "app").await;
    for repository in ["store", "middle", "app"] {
        control(&workshop, repository, AllowUpstream::Block).await;
        workshop.fail("pad", "npm view pad", "E404").await;
        control(&workshop, repository, AllowUpstream::Allow).await;
        workshop.succeed("pad", "npm view pad").await;
    }
}

#[tokio::test]
async fn a_package_group_decides_at_the_repository_that_takes_the_package_in() {
    let workshop = Workshop::new(&["store", "app"]).await;
    workshop.connect("store", "public:npmjs").await;
    pack(&workshop, "1.0.0").await;
    use_npm(&workshop, "app").await;
    use PackageGroupOriginRestrictionMode as Mode;
    use PackageGroupOriginRestrictionType as Way;
    for (way, mode, words) in [
        (Way::ExternalUpstream, Mode::Block, Some("E404")),
        (Way::ExternalUpstream, Mode::Allow, None),
        (Way::InternalUpstream, Mode::Block, Some("E404")),
        (Way::InternalUpstream, Mode::Allow, None),
    ] {
        let update = workshop.client.update_package_group_origin_configuration().domain("main");
        let update = update.package_group("/*").restrictions(way, mode);
        update.send().await.expect("an update");
        match words {
            Some(words) => workshop.fail("pad", "npm view pad", words).await,
            None => drop(workshop.succeed("pad", "npm view pad").await),
        }
    }
    let update = workshop.client.update_package_group_origin_configuration().domain("main");
    let update = update.package_group("/*").restrictions(Way::Publish, Mode::Block);
    update.send().await.expect("an update");
    package(&workshop, "other", "1.0.0");
    workshop.fail("pad", "npm publish", "E409").await;
}

/// Writes a tarball of these files for the public repository.
fn tarball(workshop: &Workshop, file: &str, files: &[(&str, &str)]) {
    let packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let mut archive = tar::Builder::new(packed);
    for (path, text) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, path, text.as_bytes()).expect("an entry");
    }
    let bytes = archive.into_inner().and_then(flate2::write::GzEncoder::finish);
    workshop.write(&format!("public/npmjs/{file}"), bytes.expect("an archive"));
}

#[tokio::test]
async fn the_manifest_is_the_one_at_the_top() {
    let workshop = Workshop::new(&["store"]).await;
    workshop.connect("store", "public:npmjs").await;
    tarball(
        &workshop,
        "pad-1.0.0.tgz",
        &[
            ("package/dist/package.json", r#"{"type": "module"}"#),
            (&format!("package/{}/package.json", "long/".repeat(40)), "no JSON"),
            ("package/package.json", r#"{"name": "pad", "version": "1.0.0", "main": "index.js"}"#),
            ("package/index.js", "module.exports = '1.0.0'"),
        ],
    );
    use_npm(&workshop, "store").await;
    assert_eq!(install(&workshop, "pad").await, "1.0.0");
}

/// Packs a version of `pad` for the public repository, written so many days ago.
async fn pack_days_ago(workshop: &Workshop, version: &str, days: u64) {
    pack(workshop, version).await;
    let file = workshop.path(&format!("public/npmjs/pad-{version}.tgz"));
    let time = std::time::SystemTime::now() - std::time::Duration::from_secs(days * 86_400);
    let file = std::fs::File::options().write(true).open(file).expect("the file");
    file.set_modified(time).expect("another time");
}

#[tokio::test]
async fn the_latest_of_what_is_public_is_the_highest_release() {
    let workshop = Workshop::new(&["store"]).await;
    workshop.connect("store", "public:npmjs").await;
    for (version, days) in [("1.9.0", 1), ("1.10.0", 20), ("2.0.0-rc.1", 0)] {
        pack_days_ago(&workshop, version, days).await;
    }
    use_npm(&workshop, "store").await;
    // What was installed is held in the repository, and must not win for that.
    assert_eq!(install(&workshop, "pad@1.9.0").await, "1.9.0");
    assert_eq!(install(&workshop, "pad").await, "1.10.0");
    assert_eq!(workshop.succeed("pad", "npm dist-tag ls pad").await, "latest: 1.10.0");
    let before = workshop.succeed("", "date --utc --iso-8601 --date -10days").await;
    let old = workshop.succeed("pad", &format!("npm view pad@* version --before {before}")).await;
    assert!(old.contains("1.10.0") && !old.contains("1.9.0"), "{old}");
}

#[tokio::test]
async fn one_version_is_answered_by_its_text_and_by_its_tag() {
    let workshop = Workshop::new(&["store"]).await;
    use_npm(&workshop, "store").await;
    for name in ["pad", "@team/pad"] {
        package(&workshop, name, "1.0.0");
        workshop.succeed("pad", "npm publish --tag next").await;
    }
    let store = Visitor::new(&workshop, PackageFormat::Npm, "store").await;
    for path in ["pad/1.0.0", "pad/next", "@team/pad/latest", "@team%2fpad/1.0.0"] {
        let one = store.get(path).await.body;
        assert_eq!(one["version"], "1.0.0", "{path}");
        assert!(one["dist"]["tarball"].is_string(), "{path}");
    }
    for path in ["pad/2.0.0", "pad/old", "other/latest"] {
        assert_eq!(store.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn what_is_not_supported_is_not_said_to_be_done() {
    let workshop = Workshop::new(&["store"]).await;
    use_npm(&workshop, "store").await;
    for version in ["1.0.0", "1.1.0"] {
        publish(&workshop, version, "latest").await;
        let command = format!("npm unpublish --force pad@{version}");
        workshop.fail("pad", &command, "npm unpublish is not supported").await;
    }
    assert!(is_there(&workshop, "store").await);
}

#[tokio::test]
async fn the_same_tarball_changes_nothing_of_its_version() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, PackageFormat::Npm, "store").await;
    let put = async |version: &str, description: &str, tag: &str| {
        let manifest = serde_json::json!({ "description": description });
        let body = serde_json::json!({ "name": "pad", "versions": { version: manifest },
            "dist-tags": { tag: version }, "_attachments": { "pad.tgz":
            { "data": "H4sIAI3ABmsC/+3BAQ0AAADCoPdPbQ43oAAAAAAAAAAAAIA3A5reHScAKAAA" } } });
        store.put("pad", &body.to_string()).await
    };
    assert_eq!(put("1.0.0", "first", "latest").await, 200);
    let first = store.get("pad").await.body;
    assert_eq!(put("1.0.0", "second", "next").await, 200);
    assert_eq!(store.get("pad").await.body, first);
    for version in ["not-semver", "1.0", "v1.0.0"] {
        assert_eq!(put(version, "third", "next").await, 400, "{version}");
    }
}

#[tokio::test]
async fn a_refusal_is_shown_for_large_packages_too() {
    let workshop = Workshop::new(&["store"]).await;
    let (endpoint, _) = workshop.access(PackageFormat::Npm, "store").await;
    let host = endpoint.trim_start_matches("http:");
    workshop.write(".npmrc", format!("registry={endpoint}\n{host}:_authToken=other\n"));
    package(&workshop, "pad", "1.0.0");
    let noise: Vec<u8> = std::iter::repeat_with(|| fastrand::u8(..)).take(8 << 20).collect();
    workshop.write("pad/noise", noise);
    workshop.fail("pad", "npm publish", "E401").await;
}

#[tokio::test]
async fn tags_travel_with_copies() {
    let workshop = Workshop::new(&["store"]).await;
    let made = workshop.client.create_repository().domain("main").repository("other").send().await;
    made.expect("a repository");
    use_npm(&workshop, "store").await;
    publish(&workshop, "1.0.0", "stable").await;
    let copy = workshop.client.copy_package_versions().domain("main").source_repository("store");
    let copy = copy.destination_repository("other").format(PackageFormat::Npm).package("pad");
    copy.versions("1.0.0").send().await.expect("a copy");
    use_npm(&workshop, "other").await;
    assert_eq!(workshop.succeed("pad", "npm view pad@stable version").await, "1.0.0");
}
