//! What Maven's client sends, sent by hand, where it goes wrong and where no client goes.

use std::fs::File;
use std::time::{Duration, SystemTime};

use aws_sdk_codeartifact::types::PackageFormat::Maven;
use aws_sdk_codeartifact::types::{
    PackageGroupOriginRestrictionMode, PackageGroupOriginRestrictionType, PackageVersionStatus,
};

use super::super::visitor::Visitor;
use super::super::workshop::Workshop;
use super::{look, pom};

/// The list of the versions of `com.example:app`.
const LIST: &str = "com/example/app/maven-metadata.xml";

/// Assets of its version 1.0.
const JAR: &str = "com/example/app/1.0/app-1.0.jar";
const POM: &str = "com/example/app/1.0/app-1.0.pom";

/// What a client lists when it finishes that version.
const ONE: &str =
    "<metadata><versioning><versions><version>1.0</version></versions></versioning></metadata>";

/// SHA-1 of the text `jar`.
const SHA1: &str = "f92e777f4341930bad9b2422283c4680d00dbc06";

/// Puts files in their order, each of which must be answered with a status.
async fn put(visitor: &Visitor<'_>, files: &[(&str, &str, u16)]) {
    for (path, body, status) in files {
        assert_eq!(visitor.put(path, body).await, *status, "{path}");
    }
}

async fn status(workshop: &Workshop) -> Option<PackageVersionStatus> {
    look(workshop, "store", "1.0").await?.status
}

#[tokio::test]
async fn a_version_is_unfinished_until_it_is_listed() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, Maven, "store").await;
    put(&store, &[(JAR, "jar", 200)]).await;
    assert_eq!(status(&workshop).await, Some(PackageVersionStatus::Unfinished));
    assert_eq!(store.get(JAR).await.status, 404);
    assert_eq!(store.get(LIST).await.status, 404);
    put(&store, &[(LIST, ONE, 200)]).await;
    assert_eq!(status(&workshop).await, Some(PackageVersionStatus::Published));
    assert_eq!(store.get(JAR).await.body, "jar");
    let list = store.get(LIST).await;
    assert!(list.body.to_string().contains("<release>1.0</release>"), "{}", list.body);
    assert_eq!(list.header("content-type"), Some("text/xml"));
}

#[tokio::test]
async fn a_checksum_must_be_that_of_the_file_before_it() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, Maven, "store").await;
    let (of_jar, of_list) = (format!("{JAR}.sha1"), format!("{LIST}.md5"));
    put(
        &store,
        &[
            (&of_jar, SHA1, 404),
            (JAR, "jar", 200),
            (&of_jar, &SHA1.to_uppercase(), 400),
            (LIST, ONE, 400),
            (&of_jar, SHA1, 200),
            (&of_list, SHA1, 404),
            (LIST, ONE, 200),
            (&of_list, SHA1, 400),
        ],
    )
    .await;
    assert_eq!(status(&workshop).await, Some(PackageVersionStatus::Published));
}

#[tokio::test]
async fn a_list_is_that_of_the_package_at_its_path() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, Maven, "store").await;
    let named = |name: &str, text: &str| {
        ONE.replace("<metadata>", &format!("<metadata><{name}>{text}</{name}>"))
    };
    put(
        &store,
        &[
            (JAR, "jar", 200),
            (LIST, &named("groupId", "com.other"), 400),
            (LIST, &named("artifactId", "other"), 400),
        ],
    )
    .await;
    assert_eq!(status(&workshop).await, Some(PackageVersionStatus::Unfinished));
    put(&store, &[(LIST, &named("groupId", "com.example"), 200)]).await;
    assert_eq!(status(&workshop).await, Some(PackageVersionStatus::Published));
}

#[tokio::test]
async fn every_file_has_all_checksums() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, Maven, "store").await;
    put(&store, &[(JAR, "jar", 200), (LIST, ONE, 200)]).await;
    assert_eq!(store.get(&format!("{JAR}.sha1")).await.body, SHA1);
    for (end, digits) in [("md5", 32), ("sha1", 40), ("sha256", 64), ("sha512", 128)] {
        for file in [JAR, LIST] {
            let checksum = store.get(&format!("{file}.{end}")).await.body;
            let checksum = checksum.as_str().expect("a checksum");
            assert_eq!(checksum.len(), digits, "{file}.{end}");
        }
    }
}

#[tokio::test]
async fn the_content_of_an_asset_never_changes() {
    let workshop = Workshop::new(&["store", "app"]).await;
    let store = Visitor::new(&workshop, Maven, "store").await;
    let classes = "com/example/app/1.0/app-1.0-classes.jar";
    put(
        &store,
        &[
            (JAR, "jar", 200),
            (JAR, "jar", 200),
            (JAR, "other", 409),
            (LIST, ONE, 200),
            // A version that is published still takes further assets.
            (classes, "classes", 200),
        ],
    )
    .await;
    assert_eq!(store.get(classes).await.body, "classes");
    let app = Visitor::new(&workshop, Maven, "app").await;
    // What an upstream has cannot be published.
    put(&app, &[(JAR, "jar", 409)]).await;
}

#[tokio::test]
async fn the_service_tells_what_the_pom_says() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, Maven, "store").await;
    let more = "
        <properties><a>1</a></properties>
        <name>App</name><description>An ${project.artifactId}.</description><url>https://app.example</url>
        <parent><groupId>com.example</groupId><artifactId>base</artifactId><version>3</version></parent>
        <licenses><license><name>Apache-2.0</name><url>https://license.example</url></license></licenses>
        <scm><url>https://code.example/app.git</url></scm>
        <dependencies>
          <dependency><groupId>org.a</groupId><artifactId>a</artifactId><version>${a}</version></dependency>
          <dependency><groupId>org.b</groupId><artifactId>b</artifactId><scope>test</scope></dependency>
          <dependency>
            <groupId>org.c</groupId><artifactId>c</artifactId><version>[1,2)</version><optional>true</optional>
          </dependency>
        </dependencies>";
    put(&store, &[(POM, "<project>", 400), (POM, &pom("app", "1.0", more), 200), (LIST, ONE, 200)])
        .await;
    let version = look(&workshop, "store", "1.0").await.expect("the version");
    assert_eq!(version.summary(), Some("An app."));
    assert_eq!(version.home_page(), Some("https://app.example"));
    assert_eq!(version.source_code_repository(), Some("https://code.example/app.git"));
    let license = &version.licenses()[0];
    assert_eq!(
        (license.name(), license.url()),
        (Some("Apache-2.0"), Some("https://license.example"))
    );
    let needs = workshop.client.list_package_version_dependencies().domain("main");
    let needs = needs.repository("store").format(Maven).namespace("com.example").package("app");
    let needs = needs.package_version("1.0").send().await.expect("dependencies");
    let found = needs.dependencies().iter().map(|need| {
        let texts =
            [need.namespace(), need.package(), need.dependency_type(), need.version_requirement()];
        texts.map(Option::unwrap_or_default).join(" ")
    });
    let expected = [
        "com.example base parent 3",
        "org.a a compile 1",
        "org.b b test ",
        "org.c c optional [1,2)",
    ];
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn a_snapshot_needs_builds() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, Maven, "store").await;
    let directory = "com/example/app/1.1-SNAPSHOT";
    let list = format!("{directory}/maven-metadata.xml");
    let newest = "<metadata><versioning><snapshot><timestamp>20260131.235959</timestamp>
        <buildNumber>7</buildNumber></snapshot></versioning></metadata>";
    put(
        &store,
        &[
            (&format!("{directory}/app-1.1-SNAPSHOT.jar"), "jar", 400),
            (&list, newest, 404),
            (&format!("{directory}/app-1.1-20260131.235959-7.jar"), "jar", 200),
            (&list, "<metadata/>", 400),
            (&list, newest, 200),
            (&format!("{list}.sha1"), SHA1, 400),
        ],
    )
    .await;
    assert_eq!(store.get(&list).await.body, newest);
    assert!(look(&workshop, "store", "1.1-20260131.235959-7").await.is_some());
}

#[tokio::test]
async fn an_asset_keeps_the_time_of_its_origin() {
    let workshop = Workshop::new(&["store", "app"]).await;
    workshop.connect("store", "public:maven-central").await;
    let path = format!("public/maven-central/{JAR}");
    workshop.write(&path, "jar");
    let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let file = File::options().write(true).open(workshop.path(&path)).expect("the file");
    file.set_modified(moment).expect("its time");
    let app = Visitor::new(&workshop, Maven, "app").await;
    for _ in ["from the public repository", "as it was retained"] {
        let modified = app.get(JAR).await;
        assert_eq!(modified.header("last-modified"), Some("Sun, 09 Sep 2001 01:46:40 GMT"));
        let _ = std::fs::remove_file(workshop.path(&path));
    }
}

#[tokio::test]
async fn a_public_repository_gives_releases_only() {
    let workshop = Workshop::new(&["store"]).await;
    workshop.connect("store", "public:maven-central").await;
    let directory = "public/maven-central/com/example/app";
    for version in ["1.2", "1.10", "1.10-rc1", "2.0-SNAPSHOT"] {
        workshop.write(&format!("{directory}/{version}/app-{version}.jar"), "jar");
        workshop.write(&format!("{directory}/{version}/app-{version}.jar.sha1"), SHA1);
    }
    let store = Visitor::new(&workshop, Maven, "store").await;
    let list = store.get(LIST).await.body;
    let list = list.as_str().expect("a list");
    let versions: Vec<&str> =
        list.lines().filter(|line| line.contains("<version>")).map(str::trim).collect();
    let expected =
        ["1.2", "1.10-rc1", "1.10"].map(|version| format!("<version>{version}</version>"));
    assert_eq!(versions, expected);
    assert!(list.contains("<latest>1.10</latest>"), "{list}");
}

#[tokio::test]
async fn a_package_group_may_close_a_package() {
    let workshop = Workshop::new(&["store"]).await;
    let update = workshop.client.update_package_group_origin_configuration().domain("main");
    let (way, mode) =
        (PackageGroupOriginRestrictionType::Publish, PackageGroupOriginRestrictionMode::Block);
    let update = update.package_group("/*").restrictions(way, mode).send().await;
    update.expect("an update");
    let store = Visitor::new(&workshop, Maven, "store").await;
    put(&store, &[(JAR, "jar", 409), (LIST, ONE, 404)]).await;
}

#[tokio::test]
async fn a_group_lists_its_plugins() {
    let workshop = Workshop::new(&["store"]).await;
    let store = Visitor::new(&workshop, Maven, "store").await;
    let group = "com/example/maven-metadata.xml";
    assert_eq!(store.get(group).await.status, 404);
    let list = "<metadata><plugins><plugin><prefix>app</prefix></plugin></plugins></metadata>";
    let pom = pom("app-maven-plugin", "1.0", "<packaging>maven-plugin</packaging>");
    let path = "com/example/app-maven-plugin";
    put(
        &store,
        &[
            (&format!("{path}/1.0/app-maven-plugin-1.0.pom"), &pom, 200),
            (&format!("{path}/maven-metadata.xml"), ONE, 200),
            (group, list, 200),
        ],
    )
    .await;
    let list = store.get(group).await.body;
    let plugin = "<prefix>app</prefix><artifactId>app-maven-plugin</artifactId>";
    assert!(list.as_str().is_some_and(|text| text.contains(plugin)), "{list}");
}

#[tokio::test]
async fn a_dead_upstream_is_noted() {
    let workshop = Workshop::new(&["dead", "store"]).await;
    let store = Visitor::new(&workshop, Maven, "store").await;
    put(&store, &[(JAR, "jar", 200), (LIST, ONE, 200)]).await;
    let is_noted = async || {
        let list = store.get(LIST).await.body;
        list.as_str().expect("a list").contains("no longer exists")
    };
    assert!(!is_noted().await);
    workshop
        .client
        .delete_repository()
        .domain("main")
        .repository("dead")
        .send()
        .await
        .expect("gone");
    assert!(is_noted().await);
}
