//! Maven deploys and resolves.

mod gradle;
mod requests;

use std::process::Command;
use std::sync::Once;

use aws_sdk_codeartifact::types::PackageFormat::Maven;
use aws_sdk_codeartifact::types::{PackageVersionDescription, PackageVersionStatus};

use super::visitor::Visitor;
use super::workshop::{Workshop, zip};

/// What an app that needs a library has in its POM.
const NEEDS_LIB: &str = "
    <dependencies><dependency>
      <groupId>com.example</groupId><artifactId>lib</artifactId><version>1.0</version>
    </dependency></dependencies>";

/// Goals of plugins, by their whole names: the short ones would be looked for in a public
/// repository.
const JAR: &str = "org.apache.maven.plugins:maven-jar-plugin:jar";
const DEPLOY: &str = "org.apache.maven.plugins:maven-deploy-plugin:deploy";
const GET: &str = "org.apache.maven.plugins:maven-dependency-plugin:get";

/// Installs Maven and Gradle, once.
fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/debian-maven");
        let output = Command::new(script).output().expect("bash");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    });
}

/// Leads Maven to a repository for everything but its own plugins, with no package in its cache.
async fn use_maven(workshop: &Workshop, repository: &str) {
    install();
    let (endpoint, token) = workshop.access(Maven, repository).await;
    let cache = workshop.path("m2");
    let _ = std::fs::remove_dir_all(cache.join("com/example"));
    let settings = format!(
        "<settings>
           <pluginGroups><pluginGroup>com.example</pluginGroup></pluginGroups>
           <localRepository>{}</localRepository>
           <servers><server><id>store</id><username>aws</username><password>{token}</password></server></servers>
           <mirrors><mirror><id>store</id><url>{endpoint}</url><mirrorOf>*,!store,!debian</mirrorOf></mirror></mirrors>
           <profiles><profile>
             <id>debian</id>
             <repositories><repository>
               <id>store</id>
               <url>{endpoint}</url>
               <releases><checksumPolicy>fail</checksumPolicy></releases>
               <snapshots><checksumPolicy>fail</checksumPolicy></snapshots>
             </repository></repositories>
             <pluginRepositories><pluginRepository>
               <id>debian</id>
               <url>file:///usr/share/maven-repo</url>
               <releases><checksumPolicy>ignore</checksumPolicy></releases>
             </pluginRepository></pluginRepositories>
           </profile></profiles>
           <activeProfiles><activeProfile>debian</activeProfile></activeProfiles>
         </settings>",
        cache.display(),
    );
    workshop.write("settings.xml", settings);
}

/// Runs goals of Maven.
async fn mvn(workshop: &Workshop, directory: &str, goals: &str) {
    let command = format!("mvn --batch-mode --settings ../settings.xml {goals}");
    workshop.succeed(directory, &command).await;
}

/// A POM with these further elements.
fn pom(artifact: &str, version: &str, more: &str) -> String {
    format!(
        "<project xmlns='http://maven.apache.org/POM/4.0.0'>
           <modelVersion>4.0.0</modelVersion>
           <groupId>com.example</groupId><artifactId>{artifact}</artifactId><version>{version}</version>
           {more}
         </project>"
    )
}

/// Deploys a version of a package to the repository `store`. No two deployments are of the same
/// content.
async fn deploy(workshop: &Workshop, artifact: &str, version: &str, more: &str) {
    let (endpoint, _) = workshop.access(Maven, "store").await;
    let more = format!(
        "<distributionManagement><repository><id>store</id><url>{endpoint}</url></repository></distributionManagement>
         {more}"
    );
    workshop.write("project/pom.xml", pom(artifact, version, &more));
    workshop.write("project/target/classes/text", format!("{artifact} {version} {more}"));
    mvn(workshop, "project", &format!("{JAR} {DEPLOY}")).await;
}

/// Resolves a version of `com.example:app`, and what it needs.
async fn resolve(workshop: &Workshop, version: &str) {
    // Not in the project, which Maven would take its own package from.
    workshop.write("elsewhere/keep", "");
    mvn(workshop, "elsewhere", &format!("{GET} -Dartifact=com.example:app:{version}")).await;
}

/// The files of a package in the cache of Maven, whose names end so.
fn cached(workshop: &Workshop, directory: &str, ending: &str) -> Vec<Vec<u8>> {
    let directory = workshop.path("m2/com/example").join(directory);
    let files = std::fs::read_dir(directory).into_iter().flatten();
    let files = files.map(|file| file.expect("a file").path());
    let named = files.filter(|file| file.to_string_lossy().ends_with(ending));
    named.map(|file| std::fs::read(file).expect("its content")).collect()
}

/// A version of `com.example:app` in a repository; nothing where it is not there.
async fn look(
    workshop: &Workshop,
    repository: &str,
    version: &str,
) -> Option<PackageVersionDescription> {
    let look = workshop.client.describe_package_version().domain("main").repository(repository);
    let look = look.format(Maven).namespace("com.example").package("app").package_version(version);
    look.send().await.ok()?.package_version
}

#[tokio::test]
async fn what_is_deployed_is_resolved_with_what_it_needs() {
    let workshop = Workshop::new(&["store"]).await;
    use_maven(&workshop, "store").await;
    deploy(&workshop, "lib", "1.0", "").await;
    deploy(&workshop, "app", "1.0", NEEDS_LIB).await;
    use_maven(&workshop, "store").await;
    resolve(&workshop, "1.0").await;
    assert_eq!(cached(&workshop, "app/1.0", ".jar").len(), 1);
    assert_eq!(cached(&workshop, "lib/1.0", ".jar").len(), 1);
    let client = &workshop.client;
    let list = client.list_package_version_assets().domain("main").repository("store");
    let list = list.format(Maven).namespace("com.example").package("app").package_version("1.0");
    let assets = list.send().await.expect("the assets");
    let names: Vec<&str> = assets.assets().iter().map(|asset| asset.name()).collect();
    assert_eq!(names, ["app-1.0.jar", "app-1.0.pom", "maven-metadata.xml"]);
    deploy(&workshop, "app", "1.1", "").await;
    // The list of versions is in the cache, too.
    use_maven(&workshop, "store").await;
    resolve(&workshop, "LATEST").await;
    assert_eq!(cached(&workshop, "app/1.1", ".jar").len(), 1);
}

#[tokio::test]
async fn a_snapshot_is_its_newest_build() {
    let workshop = Workshop::new(&["store", "app"]).await;
    use_maven(&workshop, "store").await;
    let mut builds = Vec::new();
    for text in ["one", "two"] {
        let words = format!("<description>{text}</description>");
        deploy(&workshop, "app", "1.1-SNAPSHOT", &words).await;
        use_maven(&workshop, "app").await;
        resolve(&workshop, "1.1-SNAPSHOT").await;
        builds.push(cached(&workshop, "app/1.1-SNAPSHOT", "-SNAPSHOT.jar"));
    }
    assert_ne!(builds[0], builds[1]);
    let newest = look(&workshop, "store", "1.1-SNAPSHOT").await.expect("the snapshot");
    assert_eq!(newest.status(), Some(&PackageVersionStatus::Published));
    assert_eq!(newest.summary(), Some("two"));
    for (repository, counts) in [("store", [1, 2]), ("app", [0, 2])] {
        let count =
            [PackageVersionStatus::Published, PackageVersionStatus::Unlisted].map(|status| {
                let list = workshop.client.list_package_versions().domain("main");
                list.repository(repository)
                    .format(Maven)
                    .namespace("com.example")
                    .package("app")
                    .status(status)
                    .send()
            });
        for (listed, count) in count.into_iter().zip(counts) {
            assert_eq!(listed.await.expect("the versions").versions().len(), count, "{repository}");
        }
    }
}

#[tokio::test]
async fn what_a_public_repository_has_is_kept_where_it_is_asked_for() {
    let workshop = Workshop::new(&["store", "middle", "app"]).await;
    workshop.connect("store", "public:maven-central").await;
    let files = "public/maven-central/com/example/app/1.0";
    workshop.write(&format!("{files}/app-1.0.jar"), "jar");
    workshop.write(&format!("{files}/app-1.0.pom"), pom("app", "1.0", ""));
    use_maven(&workshop, "app").await;
    resolve(&workshop, "1.0").await;
    assert_eq!(cached(&workshop, "app/1.0", ".jar"), [b"jar"]);
    for (repository, kept) in [("store", true), ("middle", false), ("app", true)] {
        assert_eq!(look(&workshop, repository, "1.0").await.is_some(), kept, "{repository}");
    }
    std::fs::remove_dir_all(workshop.path("public")).expect("nothing public any more");
    use_maven(&workshop, "app").await;
    resolve(&workshop, "1.0").await;
}

/// The jar of a plugin without goals, whose prefix is `app`.
fn plugin() -> Vec<u8> {
    let descriptor = "<plugin>
                  <groupId>com.example</groupId><artifactId>app-maven-plugin</artifactId><version>1.0</version>
                  <goalPrefix>app</goalPrefix><mojos/>
                </plugin>";
    zip(&[("META-INF/maven/plugin.xml", descriptor)])
}

#[tokio::test]
async fn a_plugin_is_found_by_its_prefix() {
    let workshop = Workshop::new(&["store", "app"]).await;
    let store = Visitor::new(&workshop, Maven, "store").await;
    let directory = "com/example/app-maven-plugin";
    let file = |end| format!("{directory}/1.0/app-maven-plugin-1.0.{end}");
    let list =
        "<metadata><versioning><versions><version>1.0</version></versions></versioning></metadata>";
    for (path, content) in [
        (file("pom"), pom("app-maven-plugin", "1.0", "<packaging>maven-plugin</packaging>").into()),
        (file("jar"), plugin()),
        (format!("{directory}/maven-metadata.xml"), list.into()),
    ] {
        assert_eq!(store.ask("PUT", &path, content, &[]).await.status, 200, "{path}");
    }
    use_maven(&workshop, "app").await;
    let command = "mvn --batch-mode --settings settings.xml app:hello";
    let found = "Could not find goal 'hello' in plugin com.example:app-maven-plugin:1.0";
    workshop.fail("", command, found).await;
}
