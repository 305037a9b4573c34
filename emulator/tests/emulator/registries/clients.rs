//! Clients of npm's registry other than npm: each publishes, installs, and says what is refused and
//! what is gone.

use std::process::Command;
use std::sync::OnceLock;

use aws_sdk_codeartifact::types::PackageFormat::Npm;

use super::workshop::Workshop;

/// A client, and its commands.
struct Client {
    name: &'static str,
    publish: &'static str,
    /// To which the name of the package is added.
    install: &'static str,
    /// What it says where a package is gone.
    gone: &'static str,
    /// What it says where the token is no good.
    refused: &'static str,
}

const CLIENTS: &[Client] = &[
    Client {
        name: "yarn1",
        publish: "yarn1 publish --non-interactive",
        install: "yarn1 add",
        gone: "is not found",
        refused: "Unauthenticated",
    },
    Client {
        name: "yarn4",
        publish: "yarn4 npm publish",
        install: "yarn4 add",
        gone: "Package not found",
        refused: "Invalid authentication",
    },
    Client {
        name: "pnpm",
        publish: "pnpm publish --no-git-checks",
        install: "pnpm add",
        gone: "ERR_PNPM_FETCH_404",
        refused: "ERR_PNPM_FETCH_401",
    },
    Client {
        name: "bun",
        publish: "bun publish",
        install: "bun add",
        gone: "- 404",
        refused: "- 401",
    },
];

/// Where the clients are.
fn programs() -> &'static str {
    static PROGRAMS: OnceLock<String> = OnceLock::new();
    PROGRAMS.get_or_init(|| {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/npm-clients");
        let output = Command::new(script).output().expect("bash");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    })
}

/// Leads the clients to the repository `store`, in the forms of the provider's functions `npmrc`
/// and `yarnrc`.
async fn lead(workshop: &Workshop, token: &str) {
    let (endpoint, _) = workshop.access(Npm, "store").await;
    let at = endpoint.trim_start_matches("http:");
    let npmrc = format!("registry={endpoint}\n{at}:always-auth=true\n{at}:_authToken={token}\n");
    workshop.write(".npmrc", npmrc);
    let yarnrc = format!(
        "npmRegistryServer: \"{endpoint}\"\nnpmRegistries:\n  \"{at}\":\n    npmAlwaysAuth: true\n    \
         npmAuthToken: \"{token}\"\nunsafeHttpWhitelist:\n  - \"127.0.0.1\"\n\
         # What is new is held back otherwise.\nnpmMinimalAgeGate: 0\nnodeLinker: node-modules\n"
    );
    workshop.write(".yarnrc.yml", yarnrc);
}

/// Writes an empty project, in which nothing was installed before.
fn project(workshop: &Workshop, manifest: &str) {
    for directory in ["project", ".cache", ".yarn", ".local", ".bun"] {
        let _ = std::fs::remove_dir_all(workshop.path(directory));
    }
    workshop.write("project/package.json", manifest);
    workshop.write("project/index.js", "module.exports = '1.0.0'");
    // Without it Yarn 4 looks for a project above.
    workshop.write("project/yarn.lock", "");
}

async fn check(workshop: &Workshop, client: &Client, token: &str) {
    let Client { name, publish, install, gone, refused } = client;
    let run = |command: &str| format!("{}/{command}", programs());
    let (publish, install) = (run(publish), run(&format!("{install} pad-{name}@1.0.0")));
    lead(workshop, token).await;
    project(
        workshop,
        &format!(r#"{{"name": "pad-{name}", "version": "1.0.0", "main": "index.js"}}"#),
    );
    if *name == "yarn4" {
        workshop.succeed("project", &run("yarn4 install")).await;
    }
    workshop.succeed("project", &publish).await;
    project(workshop, "{}");
    workshop.succeed("project", &install).await;
    let version = format!("node --print require('pad-{name}')");
    assert_eq!(workshop.succeed("project", &version).await, "1.0.0");
    lead(workshop, "other").await;
    project(workshop, "{}");
    workshop.fail("project", &install, refused).await;
    lead(workshop, token).await;
    let delete = workshop.client.delete_package_versions().domain("main").repository("store");
    let delete = delete.format(Npm).package(format!("pad-{name}")).versions("1.0.0");
    delete.send().await.expect("a deletion");
    project(workshop, "{}");
    workshop.fail("project", &install, gone).await;
}

#[tokio::test]
async fn each_publishes_and_installs_and_says_what_is_refused_and_what_is_gone() {
    let workshop = Workshop::new(&["store"]).await;
    let (_, token) = workshop.access(Npm, "store").await;
    for client in CLIENTS {
        check(&workshop, client, &token).await;
    }
}
