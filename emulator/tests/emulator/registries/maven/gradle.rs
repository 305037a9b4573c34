//! Gradle resolves what Maven has deployed, and says what is refused and what is gone. The Gradle
//! of Debian cannot publish: it comes without a transport.

use aws_sdk_codeartifact::types::PackageFormat::Maven;

use super::super::workshop::Workshop;
use super::{NEEDS_LIB, deploy, use_maven};

/// That of Debian, whatever other one is on the path.
const GRADLE: &str = "/usr/share/gradle/bin/gradle";

/// A build that lists the files that it needs, led to a repository as AWS's guide does it.
fn project(workshop: &Workshop, endpoint: &str) {
    let build = format!(
        "apply plugin: 'java'
         repositories {{
           maven {{
             url '{endpoint}'
             credentials {{
               username 'aws'
               password System.env.CODEARTIFACT_AUTH_TOKEN
             }}
           }}
         }}
         dependencies {{ compile 'com.example:app:1.0' }}
         task list {{ doLast {{ configurations.compile.files.each {{ println it.name }} }} }}"
    );
    workshop.write("gradle/settings.gradle", "");
    workshop.write("gradle/build.gradle", build);
}

/// Lists the files, with nothing in the cache.
fn list(workshop: &Workshop, token: &str) -> String {
    let home = workshop.path("gradle-home");
    let _ = std::fs::remove_dir_all(&home);
    let home = home.display();
    format!(
        "env CODEARTIFACT_AUTH_TOKEN={token} GRADLE_USER_HOME={home} {GRADLE} --no-daemon --quiet list"
    )
}

#[tokio::test]
async fn what_maven_deploys_gradle_resolves_until_it_is_deleted() {
    let workshop = Workshop::new(&["store"]).await;
    use_maven(&workshop, "store").await;
    deploy(&workshop, "lib", "1.0", "").await;
    deploy(&workshop, "app", "1.0", NEEDS_LIB).await;
    let (endpoint, token) = workshop.access(Maven, "store").await;
    project(&workshop, &endpoint);
    let files = workshop.succeed("gradle", &list(&workshop, &token)).await;
    assert_eq!(files.lines().collect::<Vec<_>>(), ["app-1.0.jar", "lib-1.0.jar"]);
    workshop.fail("gradle", &list(&workshop, "other"), "Received status code 401").await;
    let delete = workshop.client.delete_package_versions().domain("main").repository("store");
    let delete = delete.format(Maven).namespace("com.example").package("lib").versions("1.0");
    delete.send().await.expect("a deletion");
    let gone = "Could not find com.example:lib:1.0";
    workshop.fail("gradle", &list(&workshop, &token), gone).await;
}
