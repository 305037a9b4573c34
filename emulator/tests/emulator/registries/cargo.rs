//! cargo publishes, fetches and yanks.

use aws_sdk_codeartifact::types::PackageFormat;

use super::workshop::Workshop;

/// Writes crate `pad`, or one of another name, in a directory.
fn pad(workshop: &Workshop, name: &str, version: &str) {
    let manifest = format!(
        "[package]\nname = '{name}'\nversion = '{version}'\nedition = '2021'\nlicense = 'Apache-2.0'\n\
         description = 'A pad.'\nhomepage = 'https://pad.example'\nreadme = 'README.md'\n\
         repository = 'https://code.example/pad'\n\n[features]\nwide = []\n\n[workspace]\n"
    );
    workshop.write("pad/Cargo.toml", manifest);
    workshop.write("pad/README.md", "# Pad");
    let version = format!("pub const VERSION: &str = \"{version}\";\n");
    workshop.write("pad/src/lib.rs", version);
}

/// Writes a program that needs that crate and prints its version.
fn app(workshop: &Workshop, name: &str) {
    let manifest = format!(
        "[package]\nname = 'app'\nversion = '0.1.0'\nedition = '2021'\n\n[dependencies.pad]\n\
         package = '{name}'\nversion = '1'\nregistry = 'store'\nfeatures = ['wide']\n\n[workspace]\n"
    );
    workshop.write("app/Cargo.toml", manifest);
    workshop.write("app/src/main.rs", "fn main() { print!(\"{}\", pad::VERSION) }\n");
}

/// Leads cargo to a repository, and names it `store`.
async fn use_cargo(workshop: &Workshop, repository: &str) {
    let (endpoint, token) = workshop.access(PackageFormat::Cargo, repository).await;
    let config = format!(
        "[registries.store]\nindex = 'sparse+{endpoint}'\n[registry]\ndefault = 'store'\n\
         global-credential-providers = ['cargo:token']\n"
    );
    workshop.write(".cargo/config.toml", config);
    workshop.write(".cargo/credentials.toml", format!("[registries.store]\ntoken = '{token}'\n"));
}

async fn publish(workshop: &Workshop, version: &str) {
    pad(workshop, "pad", version);
    workshop.succeed("pad", "cargo publish --no-verify").await;
}

/// Puts what `cargo package` makes of a crate among those of crates.io.
async fn pack(workshop: &Workshop, name: &str) {
    pad(workshop, name, "1.0.0");
    workshop.succeed("pad", "cargo package --no-verify").await;
    let file = format!("{name}-1.0.0.crate");
    let packed = std::fs::read(workshop.path(&format!("pad/target/package/{file}")));
    workshop.write(&format!("public/crates-io/{file}"), packed.expect("a crate"));
}

/// Builds and runs the program that needs `pad`.
async fn run(workshop: &Workshop) -> String {
    run_with(workshop, "pad").await
}

/// Builds and runs the program that needs a crate, with a cargo that has fetched nothing yet.
async fn run_with(workshop: &Workshop, name: &str) -> String {
    app(workshop, name);
    for stale in ["app/Cargo.lock", ".cargo/registry"] {
        let path = workshop.path(stale);
        let _ = std::fs::remove_file(&path).or_else(|_| std::fs::remove_dir_all(&path));
    }
    workshop.succeed("app", "cargo fetch").await;
    workshop.succeed("app", "cargo run --quiet --offline").await
}

async fn is_there(workshop: &Workshop, repository: &str) -> bool {
    workshop.look(repository, PackageFormat::Cargo, "pad", "1.0.0").await.is_some()
}

#[tokio::test]
async fn what_is_published_is_fetched_and_built() {
    let workshop = Workshop::new(&["store", "app"]).await;
    use_cargo(&workshop, "store").await;
    publish(&workshop, "1.0.0").await;
    use_cargo(&workshop, "app").await;
    assert_eq!(run(&workshop).await, "1.0.0");
    assert!(is_there(&workshop, "app").await);
}

#[tokio::test]
async fn the_service_tells_what_the_manifest_says() {
    let workshop = Workshop::new(&["store"]).await;
    use_cargo(&workshop, "store").await;
    publish(&workshop, "1.0.0").await;
    let version = workshop.look("store", PackageFormat::Cargo, "pad", "1.0.0").await;
    let version = version.expect("the version");
    assert_eq!(version.summary(), Some("A pad."));
    assert_eq!(version.home_page(), Some("https://pad.example"));
    assert_eq!(version.source_code_repository(), Some("https://code.example/pad"));
    assert_eq!(version.licenses()[0].name(), Some("Apache-2.0"));
    let readme = workshop.client.get_package_version_readme().domain("main").repository("store");
    let readme = readme.format(PackageFormat::Cargo).package("pad").package_version("1.0.0");
    assert_eq!(readme.send().await.expect("a readme").readme(), Some("# Pad"));
}

#[tokio::test]
async fn a_version_is_published_once() {
    let workshop = Workshop::new(&["store"]).await;
    use_cargo(&workshop, "store").await;
    publish(&workshop, "1.0.0").await;
    workshop.write("pad/src/lib.rs", "// Another content.\n");
    workshop.fail("pad", "cargo publish --no-verify", "already exists").await;
}

#[tokio::test]
async fn what_is_yanked_is_built_no_more() {
    let workshop = Workshop::new(&["store"]).await;
    use_cargo(&workshop, "store").await;
    publish(&workshop, "1.0.0").await;
    publish(&workshop, "1.1.0").await;
    assert_eq!(run(&workshop).await, "1.1.0");
    workshop.succeed("pad", "cargo yank pad@1.1.0").await;
    assert_eq!(run(&workshop).await, "1.0.0");
    workshop.succeed("pad", "cargo yank --undo pad@1.1.0").await;
    assert_eq!(run(&workshop).await, "1.1.0");
}

#[tokio::test]
async fn what_crates_io_has_is_kept_where_it_is_asked_for() {
    let workshop = Workshop::new(&["store", "middle", "app"]).await;
    workshop.connect("store", "public:crates-io").await;
    pack(&workshop, "pad").await;
    use_cargo(&workshop, "app").await;
    assert_eq!(run(&workshop).await, "1.0.0");
    for (repository, kept) in [("store", true), ("middle", false), ("app", true)] {
        assert_eq!(is_there(&workshop, repository).await, kept, "{repository}");
    }
}

/// Cargo asks for the file of a crate in small letters, however its name is spelled.
#[tokio::test]
async fn a_name_may_have_capitals() {
    let workshop = Workshop::new(&["store", "app"]).await;
    workshop.connect("store", "public:crates-io").await;
    use_cargo(&workshop, "app").await;
    pad(&workshop, "Pad", "1.0.0");
    workshop.succeed("pad", "cargo publish --no-verify").await;
    assert_eq!(run_with(&workshop, "Pad").await, "1.0.0");
    pack(&workshop, "PadKit").await;
    assert_eq!(run_with(&workshop, "PadKit").await, "1.0.0");
    let kept = workshop.look("store", PackageFormat::Cargo, "PadKit", "1.0.0").await;
    kept.expect("the crate in its own spelling");
}
