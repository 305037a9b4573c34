//! The guide "Retention": what its data sources find and its script deletes.

use std::fs;
use std::path::Path;
use std::process::Command;

use codeartifact_emulator::{Credential, Options};
use serde_json::{Value as Json, json};

use super::{copy, example, identities};
use crate::host::Core;
use crate::support::run::Run;
use crate::support::world::{ACCOUNT, REGION, World};

/// Runs the script of the guide with the AWS CLI that PyPI has.
fn prune(world: &World, arguments: &[&str]) -> Run {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let installed = Command::new(root.join("emulator/tests/venv")).arg("tests/clis/aws").output();
    let tools = String::from_utf8(installed.expect("the AWS CLI").stdout).expect("a path");
    let mut python = Command::new("python3");
    python.arg(example("guides/retention/without-actions/prune.py")).args(arguments);
    python.current_dir(world.directory()).envs(world.environment().iter().cloned());
    // The AWS CLI of PyPI knows no other name for it.
    python.env("AWS_DEFAULT_REGION", REGION);
    let path = std::env::var("PATH").expect("a path");
    let run = python.env("PATH", format!("{}:{path}", tools.trim())).output();
    Run::of(&run.expect("Python"))
}

#[test]
fn the_script_deletes_what_was_reviewed() {
    let world = World::new();
    world.make_package_repositories(&["staging"]);
    for version in ["1.0.0", "2.0.0", "3.0.0"] {
        world.publish("staging", "tool", version, "text");
    }
    copy(&example("guides/retention/without-actions"), &world);
    let old = world.path("old.tf");
    let fewer = fs::read_to_string(&old).expect("a text").replace("= 10\n", "= 1\n");
    fs::write(&old, fewer).expect("the configuration");
    world.apply().succeeded();
    fs::write(world.path("list.json"), world.output("old").to_string()).expect("the list");
    prune(&world, &["list.json", "--max-deletions", "1"]).failed_with(&["2 versions would be"]);
    world.delete_version("staging", "tool", "1.0.0");
    world.publish("staging", "tool", "1.0.0", "another text");
    prune(&world, &["list.json", "--max-deletions", "2"])
        .succeeded()
        .says(&["deleted: generic/space/tool 2.0.0", "kept: generic/space/tool 1.0.0"]);
    let status = |version| world.version_status("staging", "tool", version);
    assert_eq!((status("2.0.0"), status("1.0.0").is_some()), (None, true));
}

/// The action, by a user that has no other permission than the role.
#[test]
fn the_role_is_enough() {
    let guide = World::new();
    copy(&example("guides/retention"), &guide);
    guide.apply().succeeded();
    let policy = guide.output("retention_policy");
    let policy: Json = serde_json::from_str(policy.as_str().expect("a text")).expect("a policy");
    let job = format!("arn:aws:iam::{ACCOUNT}:user/job");
    let options = Options::default().credential(Credential::new("job", "job", ACCOUNT, &job));
    let mut world = World::with(options.enforce_policies(identities().policy(job, policy)));
    world.make_package_repositories(&["staging"]);
    world.publish("staging", "tool", "1.0.0", "text");
    world.set("AWS_ACCESS_KEY_ID", "job").set("AWS_SECRET_ACCESS_KEY", "job");
    let config = json!({ "domain": "main", "repository": "staging", "older_than_days": 0 });
    let (said, failed) = Core::new(&world).invoke("prune_package_versions", config);
    assert_eq!(failed, [""; 0]);
    assert_eq!(said, ["1 of 1 deleted: main/staging/generic/space/tool 1.0.0"]);
}
