//! sbt publishes, resolves, and says what is refused.

use std::path::Path;
use std::process::Command;

use aws_sdk_codeartifact::types::PackageFormat::Maven;
use aws_sdk_codeartifact::types::PackageVersionStatus::Published;

use super::workshop::Workshop;

/// The version of sbt, which the launcher brings.
const VERSION: &str = "sbt.version=1.11.7\n";

/// Builds no library of Scala, so that nothing is compiled.
const PLAIN: &str = "crossPaths := false\nautoScalaLibrary := false\n";

/// Where the launcher is, beside which sbt itself is kept from one run to the next.
fn tools() -> String {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sbt");
    let output = Command::new(script).output().expect("bash");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// sbt, with a token, and a home of its own.
fn sbt(tools: &str, home: &Path, token: &str, tasks: &str) -> String {
    let home = home.display();
    format!(
        "env CODEARTIFACT_AUTH_TOKEN={token} java -Duser.home={home} -Dsbt.boot.directory={tools}/boot \
         -Dsbt.coursier.home={home}/coursier -Dsbt.server.autostart=false -Dsbt.color=false \
         -XX:TieredStopAtLevel=1 -jar {tools}/sbt-launch.jar {tasks}"
    )
}

/// In the form of the provider's function `sbt_settings`.
fn lead(workshop: &Workshop, endpoint: &str) {
    let settings = format!(
        "resolvers += (\"codeartifact\" at \"{endpoint}\").withAllowInsecureProtocol(true)\n\n\
         credentials += Credentials(\"main/store\", \"127.0.0.1\", \"aws\", \
         sys.env.getOrElse(\"CODEARTIFACT_AUTH_TOKEN\", \"\"))\n"
    );
    workshop.write(".sbt/1.0/codeartifact.sbt", settings);
}

/// A build with these settings.
fn project(workshop: &Workshop, directory: &str, settings: &str) {
    workshop.write(&format!("{directory}/project/build.properties"), VERSION);
    workshop.write(&format!("{directory}/build.sbt"), format!("{PLAIN}{settings}"));
}

#[tokio::test]
async fn what_sbt_publishes_it_resolves_once_it_is_published() {
    let workshop = Workshop::new(&["store"]).await;
    let (endpoint, token) = workshop.access(Maven, "store").await;
    let (tools, home) = (tools(), workshop.path(""));
    let run = |token: &str, tasks: &str| sbt(&tools, &home, token, tasks);
    lead(&workshop, &endpoint);
    let library = "organization := \"org.acme\"\nname := \"pad\"\nversion := \"1.0\"\n\
                   Compile / packageDoc / publishArtifact := false\n\
                   publishTo := resolvers.value.find(_.name == \"codeartifact\")\n";
    project(&workshop, "library", library);
    workshop.succeed("library", &run(&token, "publish")).await;
    // It uploads no maven-metadata.xml, which would finish the version.
    let update = workshop.client.update_package_versions_status().domain("main");
    let update = update.repository("store").format(Maven).namespace("org.acme").package("pad");
    let update = update.versions("1.0").target_status(Published).send().await;
    assert!(update.expect("an update").failed_versions().is_none_or(|failed| failed.is_empty()));
    project(&workshop, "app", "libraryDependencies += \"org.acme\" % \"pad\" % \"1.0\"\n");
    workshop.fail("app", &run("other", "update"), "unauthorized").await;
    workshop.succeed("app", &run(&token, "update")).await;
}
