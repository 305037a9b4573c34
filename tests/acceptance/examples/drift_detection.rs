//! The example of drift detection: drift of each kind, none, and plans that fail, in the issues
//! that it keeps.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use codeartifact_emulator::{Credential, Fault, Options};
use serde_json::{Value as Json, json};

use super::{POLICY, example, identities, read};
use crate::support::estate::domain_arn;
use crate::support::program::CLI;
use crate::support::run::Run;
use crate::support::world::{ACCOUNT, World};
use crate::versions::check;

/// With it, Terraform 1.15 and later end a refresh-only plan as if there were drift.
const DATA_SOURCE: &str =
    "data \"codeartifact_domain\" \"main\" {\n domain = codeartifact_domain.main.domain\n}\n";

/// The service that has the issues.
pub(super) struct Issues {
    process: Child,
    file: PathBuf,
    address: String,
}

impl Issues {
    pub(super) fn start(file: PathBuf) -> Self {
        let mut python = Command::new("python3");
        python.arg(root("tests/acceptance/examples/issues.py")).arg(&file);
        let mut process = python.stdout(Stdio::piped()).spawn().expect("Python");
        let mut port = String::new();
        let output = process.stdout.take().expect("its output");
        BufReader::new(output).read_line(&mut port).expect("a port");
        Self { process, file, address: format!("http://127.0.0.1:{}", port.trim()) }
    }

    /// What a job on GitHub knows of the service.
    pub(super) fn of_github(&self) -> [(&str, &str); 3] {
        let (address, repository) = (self.address.as_str(), "company/live");
        [("GITHUB_API_URL", address), ("GITHUB_REPOSITORY", repository), ("GITHUB_TOKEN", "secret")]
    }

    /// The states of the issues, and how often each was written to after it was opened.
    pub(super) fn seen(&self) -> Vec<(String, u64)> {
        let issues: Vec<Json> = serde_json::from_str(&read(&self.file)).expect("JSON");
        let seen = |issue: &Json| {
            (issue["state"].as_str().expect("a state").to_owned(), issue["writes"].as_u64())
        };
        issues.iter().map(seen).map(|(state, writes)| (state, writes.unwrap_or_default())).collect()
    }
}

impl Drop for Issues {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A world with the example in it, in which the user `drift` has the policy of the job.
pub(super) fn world() -> World {
    let read_only = read(&example("drift-detection/policy.json"));
    let read_only: Json = serde_json::from_str(&read_only).expect("a policy");
    let job = format!("arn:aws:iam::{ACCOUNT}:user/drift");
    let identities = identities().policy(&job, read_only);
    let credential = Credential::new("drift", "drift", ACCOUNT, job);
    let world = World::with(Options::default().credential(credential).enforce_policies(identities));
    let module = read(&example("drift-detection/main.tf"));
    fs::write(world.path("main.tf"), module + DATA_SOURCE).expect("the module");
    world.apply().succeeded();
    install_survey(&world);
    world
}

/// The survey is a root module that has modules.
fn install_survey(world: &World) {
    for part in ["", "domain", "repository"] {
        let to = world.path("survey").join(part);
        fs::create_dir_all(&to).expect("a directory");
        let from = example("drift-detection/survey").join(part).join("main.tf");
        fs::copy(from, to.join("main.tf")).expect("a copy");
    }
    world.cli(["-chdir=survey", "get"]).succeeded();
}

/// Runs the script as the job does, and returns its exit code, the report, and its JSON.
fn look(world: &World, issues: &Issues, more: &[&str]) -> (Option<i32>, String, Json) {
    let mut python = script(world);
    python.args(["--survey", "survey", "--lock-timeout", "0s", "--issue"]).args(more);
    python.arg("--terraform").arg(&CLI.path).envs(issues.of_github());
    python.envs([("AWS_ACCESS_KEY_ID", "drift"), ("AWS_SECRET_ACCESS_KEY", "drift")]);
    let run = Run::of(&python.output().expect("Python"));
    assert_eq!(run.text, "", "the script says nothing itself");
    let json = serde_json::from_str(&read(&world.path("drift.json"))).expect("JSON");
    (run.code, read(&world.path("drift.md")), json)
}

fn script(world: &World) -> Command {
    let mut python = Command::new("python3");
    python.arg(example("drift-detection/drift")).current_dir(world.directory());
    python.envs(world.environment().iter().cloned()).env("PYTHONDONTWRITEBYTECODE", "1");
    python
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What others did by hand, of each kind.
pub(super) fn drift(world: &World) {
    world.describe("main", "internal", "By hand.");
    world.retag(&domain_arn("main"), &[("team".to_owned(), "build".to_owned())].into());
    world.make_repositories("main", &["npm-store"]);
    world.connect("main", "npm-store", "public:npmjs");
    world.put_on_domain(POLICY);
    world.aws(async |aws| {
        let put = aws.put_repository_permissions_policy().domain("main").repository("npm-store");
        put.policy_document(POLICY).send().await
    });
    world.aws(async |aws| {
        aws.create_package_group().domain("main").package_group("/npm/acme/*").send().await
    });
}

/// Who described the repository, and who only looked at it.
fn events(world: &World) -> PathBuf {
    let event = |name: &str, user: &str| {
        json!({
            "eventSource": "codeartifact.amazonaws.com", "eventName": name,
            "eventTime": "2026-01-31T09:30:00Z", "readOnly": name.starts_with("Describe"),
            "userIdentity": { "arn": format!("arn:aws:iam::{ACCOUNT}:user/{user}") },
            "requestParameters": { "domain": "main", "repository": "internal" },
        })
    };
    let looked_up = event("UpdateRepository", "build").to_string();
    let file = world.path("events.json");
    let document = json!({
        "Events": [{ "CloudTrailEvent": looked_up }],
        "Records": [event("DescribeRepository", "audit")],
    });
    fs::write(&file, document.to_string()).expect("the events");
    file
}

const CHANGED: &str = "\
## Changed outside of Terraform

- `codeartifact_domain.main` was changed
  - `tags.team`: `null` → `\"build\"`
- `codeartifact_repository.internal` was changed; `UpdateRepository` by \
`arn:aws:iam::000000000000:user/build` at 2026-01-31T09:30:00Z
  - `description`: `\"Our own packages.\"` → `\"By hand.\"`

## Not in any state

- Permissions policy of domain `main`
- Package group `main/npm/acme/*`
- Repository `main/npm-store`, with the external connection `public:npmjs`
- Permissions policy of repository `main/npm-store`

";

/// One estate from no drift to drift of each kind, by plans that fail, and back to none.
#[test]
fn an_issue_follows_the_drift() {
    let world = world();
    let issues = Issues::start(world.path("issues.json"));
    let (code, report, _) = look(&world, &issues, &[]);
    assert_eq!((code, report.as_str()), (Some(0), "No drift.\n"));
    assert_eq!(issues.seen(), []);

    drift(&world);
    let events = events(&world);
    let events = ["--events", events.to_str().expect("a path in UTF-8")];
    let (code, report, json) = look(&world, &issues, &events);
    assert_eq!(code, Some(2), "{report}");
    assert!(report.starts_with(CHANGED), "{report}");
    assert_eq!(json["status"], "drift");
    assert_eq!(issues.seen(), [("open".to_owned(), 0)]);

    a_plan_that_fails_is_neither(&world, &issues);
    a_locked_state_is_neither(&world, &issues);

    // What was imported is in a state, of this root module or of another one.
    fs::create_dir_all(world.path("other")).expect("a directory");
    fs::write(world.path("other/main.tf"), imports(&json)).expect("the imports");
    let other = |arguments: &[&str]| world.cli([&["-chdir=other"], arguments].concat());
    let generate = ["plan", "-input=false", "-generate-config-out=generated.tf", "-out=plan"];
    other(&generate).succeeded().says(&["4 to import, 0 to add, 0 to change, 0 to destroy"]);
    other(&["apply", "-input=false", "plan"]).succeeded();
    fs::write(world.path("other.json"), other(&["show", "-json"]).text).expect("the state");
    let (code, report, _) = look(&world, &issues, &["--state", "other.json"]);
    assert_eq!((code, report.contains("Not in any state")), (Some(2), false), "{report}");
    assert_eq!(issues.seen(), [("open".to_owned(), 1)]);

    world.remove_repository("main", "internal");
    let (_, report, _) = look(&world, &issues, &["--state", "other.json"]);
    assert!(report.contains("- `codeartifact_repository.internal` was deleted\n"), "{report}");
    world.apply_refresh_only().succeeded();
    // A repository that is created by the next apply is a commit that waits, and no drift.
    let (code, report, _) = look(&world, &issues, &["--state", "other.json"]);
    assert_eq!((code, report.as_str()), (Some(0), "No drift.\n"));
    assert_eq!(issues.seen(), [("closed".to_owned(), 3)]);
}

/// The import blocks of a report, in a root module.
fn imports(report: &Json) -> String {
    let unmanaged = report["unmanaged"].as_array().expect("a list");
    let blocks = unmanaged.iter().map(|thing| thing["import"].as_str().expect("a block"));
    without_resources() + &blocks.collect::<String>()
}

/// The root module of the example, before anything is managed.
fn without_resources() -> String {
    let module = read(&example("drift-detection/main.tf"));
    let (terraform, _) = module.split_once("resource ").expect("resources");
    terraform.to_owned()
}

/// What others made is imported by what the CLI has found and written itself.
#[test]
fn a_query_finds_what_a_report_lists() {
    let world = world();
    drift(&world);
    fs::create_dir_all(world.path("found")).expect("a directory");
    fs::write(world.path("found/main.tf"), without_resources()).expect("a root module");
    let query = "unmanaged.tfquery.hcl";
    let copied = world.path("found").join(query);
    fs::copy(example("drift-detection").join(query), copied).expect("a copy");
    let found = |arguments: &[&str]| world.cli([&["-chdir=found"], arguments].concat());
    check(
        "`query -generate-config-out`",
        &world,
        |_| found(&["query", "-generate-config-out=generated.tf"]),
        |_, _| {
            // The repository that is managed elsewhere, the group that every domain has, and what
            // a report lists.
            found(&["apply", "-input=false", "-auto-approve"])
                .succeeded()
                .says(&["6 imported, 0 added, 0 changed, 0 destroyed"]);
        },
    );
}

fn a_plan_that_fails_is_neither(world: &World, issues: &Issues) {
    let refused =
        |operation| Fault::on(operation).error(403, "AccessDeniedException", "not for you");
    // The survey reads policies in checks, whose errors Terraform only warns of.
    for operation in ["DescribeDomain", "GetRepositoryPermissionsPolicy"] {
        world.fault(refused(operation));
        let (code, report, json) = look(world, issues, &[]);
        world.clear_faults();
        assert_eq!((code, &json["status"]), (Some(1), &json!("failed")), "{operation}: {report}");
        assert!(report.starts_with("## The plan failed\n\nIt is not known"), "{report}");
        assert!(report.contains("not for you"), "{report}");
    }
    assert_eq!(issues.seen(), [("open".to_owned(), 0)]);
}

fn a_locked_state_is_neither(world: &World, issues: &Issues) {
    let held = world.fault(Fault::on("DescribeDomain").times(1).pause());
    let mut apply = world.begin_apply();
    apply.until_met(world, &held);
    let (code, report, _) = look(world, issues, &[]);
    assert_eq!((code, report.contains("Error acquiring the state lock")), (Some(1), true));
    assert_eq!(issues.seen(), [("open".to_owned(), 0)]);
    apply.kill();
    world.release(&held);
}

/// The same issue in a job on GitLab, whose API has other names for everything.
#[test]
fn an_issue_of_gitlab_is_opened_updated_and_closed() {
    let world = World::new();
    let issues = Issues::start(world.path("issues.json"));
    let script = "import os, tracker\n\
                  for status, text in [('clean', ''), ('drift', 'one'), ('drift', 'one'), \
                  ('drift', 'x\\n' * 99999), ('failed', ''), ('clean', '')]:\n    \
                  tracker.follow({'status': status}, text, os.environ)\n";
    let mut python = Command::new("python3");
    python.args(["-B", "-c", script]).current_dir(example("drift-detection/drift"));
    python.envs([("GITLAB_CI", "true"), ("CI_API_V4_URL", &issues.address)]);
    python.envs([("CI_PROJECT_ID", "7"), ("GITLAB_TOKEN", "secret")]);
    Run::of(&python.output().expect("Python")).succeeded();
    assert_eq!(issues.seen(), [("closed".to_owned(), 2)]);
}
