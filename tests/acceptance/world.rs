//! One test's world: an emulator, a directory, and a CLI that knows our provider.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use aws_sdk_codeartifact::{Client, config};
use codeartifact::provider::ADDRESS;
use codeartifact_emulator::{Emulator, Options};
use serde_json::Value as Json;
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// The account of the credentials that every world starts with.
pub(crate) const ACCOUNT: &str = "000000000000";

/// The Region that every world starts with.
pub(crate) const REGION: &str = "eu-west-1";

/// An emulator, a directory with a configuration, and the environment of the CLI.
pub(crate) struct World {
    pub(crate) emulator: Emulator,
    directory: TempDir,
    environment: Vec<(String, String)>,
    runtime: Runtime,
}

/// What a run of the CLI came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    /// Standard output and standard error, without colours.
    pub(crate) text: String,
}

impl World {
    /// A world with an empty estate.
    pub(crate) fn new() -> Self {
        Self::with(Options::default())
    }

    /// A world whose emulator has these options.
    pub(crate) fn with(options: Options) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let emulator = runtime
            .block_on(Emulator::start(options))
            .expect("the emulator starts");
        let directory = tempfile::tempdir().expect("a directory");
        let mut world = Self {
            emulator,
            directory,
            environment: Vec::new(),
            runtime,
        };
        world.install();
        world
    }

    /// Tells the CLI where the provider is, and the provider where the emulator is.
    fn install(&mut self) {
        let home = self.path("home");
        let bin = self.path("bin");
        fs::create_dir_all(&home).expect("a home");
        fs::create_dir_all(&bin).expect("a directory for the provider");
        let provider = env!("CARGO_BIN_EXE_terraform-provider-codeartifact");
        let installed = bin.join("terraform-provider-codeartifact");
        fs::hard_link(provider, &installed)
            .or_else(|_| fs::copy(provider, &installed).map(drop))
            .expect("the provider can be installed");
        let overrides = format!("{ADDRESS:?} = {bin:?}");
        let rc = format!("provider_installation {{\n dev_overrides {{ {overrides} }}\n}}\n");
        fs::write(self.path("cli.rc"), rc).expect("the configuration of the CLI");
        let url = self.emulator.url().to_owned();
        for (name, value) in [
            ("HOME", home.to_str().expect("a path in UTF-8")),
            (
                "TF_CLI_CONFIG_FILE",
                self.path("cli.rc").to_str().expect("a path in UTF-8"),
            ),
            ("CHECKPOINT_DISABLE", "1"),
            ("TF_IN_AUTOMATION", "1"),
            ("AWS_ACCESS_KEY_ID", "test"),
            ("AWS_SECRET_ACCESS_KEY", "test"),
            ("AWS_REGION", REGION),
            ("AWS_EC2_METADATA_DISABLED", "true"),
            ("AWS_ENDPOINT_URL", &url),
        ] {
            self.environment.push((name.to_owned(), value.to_owned()));
        }
    }

    /// A path in the world's directory.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Sets a variable of the CLI's environment; an empty value removes it.
    pub(crate) fn set(&mut self, name: &str, value: &str) -> &mut Self {
        self.environment.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.environment.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// Writes the configuration, below what every configuration needs.
    pub(crate) fn write(&self, configuration: &str) {
        let header = format!(
            "terraform {{\n required_providers {{\n codeartifact = {{ source = {ADDRESS:?} }}\n }}\n}}\n"
        );
        fs::write(self.path("main.tf"), header + configuration).expect("the configuration");
    }

    /// Runs the CLI.
    pub(crate) fn cli<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Run {
        let output = self
            .command()
            .args(arguments)
            .output()
            .expect("the CLI starts");
        Run::of(&output)
    }

    /// The CLI, ready to be run in the world's directory.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(cli());
        command
            .current_dir(self.directory.path())
            .env_clear()
            .envs(self.environment.clone());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command
    }

    /// Applies the configuration.
    pub(crate) fn apply(&self) -> Run {
        self.cli(["apply", "-auto-approve", "-no-color", "-input=false"])
    }

    /// Applies the configuration, which must succeed.
    pub(crate) fn must_apply(&self, configuration: &str) -> Run {
        self.write(configuration);
        self.apply().succeeded()
    }

    /// Plans: exit code 0 for no change, 2 for some, 1 for an error.
    pub(crate) fn plan(&self) -> Run {
        self.cli(["plan", "-detailed-exitcode", "-no-color", "-input=false"])
    }

    /// Asks what has changed outside of Terraform, with the exit codes of [`World::plan`].
    pub(crate) fn plan_refresh_only(&self) -> Run {
        self.cli([
            "plan",
            "-refresh-only",
            "-detailed-exitcode",
            "-no-color",
            "-input=false",
        ])
    }

    /// Demands that neither a plan nor a refresh finds a change.
    pub(crate) fn must_be_settled(&self) {
        let plan = self.plan();
        assert_eq!(plan.code, Some(0), "the plan is not empty:\n{}", plan.text);
        let refresh = self.plan_refresh_only();
        assert_eq!(
            refresh.code,
            Some(0),
            "the refresh is not empty:\n{}",
            refresh.text
        );
    }

    /// Plans, and returns the plan as JSON.
    pub(crate) fn planned(&self) -> Json {
        self.cli(["plan", "-out=plan", "-no-color", "-input=false"])
            .succeeded();
        self.show(&["plan"])
    }

    /// The actions that a plan has for a resource: `["create"]`, `["update"]`, `["delete",
    /// "create"]`, `["no-op"]`.
    pub(crate) fn planned_actions(&self, address: &str) -> Vec<String> {
        let plan = self.planned();
        let changes = plan["resource_changes"].as_array().expect("changes").iter();
        let mut of_resource = changes.filter(|change| change["address"] == address);
        let change = of_resource
            .next()
            .unwrap_or_else(|| panic!("no change of {address}"));
        let actions = change["change"]["actions"]
            .as_array()
            .expect("actions")
            .iter();
        actions
            .map(|action| action.as_str().expect("an action").to_owned())
            .collect()
    }

    /// The attributes of a resource or data source in the state; null where it is not there.
    pub(crate) fn state(&self, address: &str) -> Json {
        let state = self.show(&[]);
        let resources = state["values"]["root_module"]["resources"].as_array();
        let mut found = resources
            .into_iter()
            .flatten()
            .filter(|found| found["address"] == address);
        found
            .next()
            .map_or(Json::Null, |found| found["values"].clone())
    }

    fn show(&self, what: &[&str]) -> Json {
        let run = self
            .command()
            .args(["show", "-json"])
            .args(what)
            .output()
            .expect("the CLI starts");
        assert!(
            run.status.success(),
            "{}",
            String::from_utf8_lossy(&run.stderr)
        );
        serde_json::from_slice(&run.stdout).expect("JSON")
    }

    /// Forgets a resource, which goes on existing.
    pub(crate) fn forget(&self, address: &str) {
        self.cli(["state", "rm", address]).succeeded();
    }

    /// Imports a resource.
    pub(crate) fn import(&self, address: &str, id: &str) -> Run {
        self.cli(["import", "-no-color", "-input=false", address, id])
    }

    /// Destroys everything, which must succeed.
    pub(crate) fn must_destroy(&self) {
        self.cli(["destroy", "-auto-approve", "-no-color", "-input=false"])
            .succeeded();
    }

    /// Calls the service behind Terraform's back.
    pub(crate) fn aws<T, E: std::fmt::Debug>(
        &self,
        call: impl AsyncFnOnce(Client) -> Result<T, E>,
    ) -> T {
        self.runtime
            .block_on(call(self.client()))
            .expect("a call behind Terraform's back")
    }

    /// The service's own client, in the world's account and Region.
    pub(crate) fn client(&self) -> Client {
        let configuration = config::Config::builder()
            .behavior_version(config::BehaviorVersion::latest())
            .region(config::Region::new(REGION))
            .endpoint_url(self.emulator.url())
            .credentials_provider(config::Credentials::new("test", "test", None, None, "test"))
            .build();
        Client::from_conf(configuration)
    }

    /// Waits for a future on the world's runtime.
    pub(crate) fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    /// How often an operation was called.
    pub(crate) fn calls(&self, operation: &str) -> usize {
        self.emulator
            .requests()
            .iter()
            .filter(|request| request.operation == operation)
            .count()
    }

    /// Every file that the CLI left in the directory, as text: state, plans, logs.
    pub(crate) fn everything_written(&self) -> String {
        let mut text = String::new();
        collect(self.directory.path(), &mut text);
        text
    }
}

fn collect(directory: &Path, text: &mut String) {
    for entry in fs::read_dir(directory)
        .expect("a directory")
        .map(|entry| entry.expect("an entry").path())
    {
        match entry.is_dir() {
            true if entry.ends_with("bin") => {}
            true => collect(&entry, text),
            false => text.push_str(&String::from_utf8_lossy(
                &fs::read(&entry).unwrap_or_default(),
            )),
        }
    }
}

impl Run {
    /// What a run came to that was started by hand.
    pub(crate) fn of(output: &Output) -> Self {
        let text = [&output.stdout[..], &output.stderr[..]].concat();
        Self {
            code: output.status.code(),
            text: String::from_utf8_lossy(&text).into_owned(),
        }
    }

    /// Demands success.
    pub(crate) fn succeeded(self) -> Self {
        assert_eq!(self.code, Some(0), "{}", self.text);
        self
    }

    /// Demands an error whose text, with its lines joined, has all these parts.
    pub(crate) fn failed_with(self, parts: &[&str]) -> Self {
        assert_eq!(self.code, Some(1), "{}", self.text);
        self.says(parts)
    }

    /// Demands a text that, with its lines joined, has all these parts.
    pub(crate) fn says(self, parts: &[&str]) -> Self {
        let unframed = self.text.replace(['│', '╷', '╵'], " ");
        let joined = unframed.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in parts {
            assert!(
                joined.contains(part),
                "{part:?} is missing in:\n{}",
                self.text
            );
        }
        self
    }
}

/// The CLI to test with.
fn cli() -> PathBuf {
    if let Some(path) = std::env::var_os("TF_ACC_TERRAFORM_PATH") {
        return path.into();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = ["terraform", "tofu"].into_iter().find_map(|name| {
        std::env::split_paths(&path)
            .map(|directory| directory.join(name))
            .find(|file| file.is_file())
    });
    found.expect("put terraform or tofu on the PATH, or its path into TF_ACC_TERRAFORM_PATH")
}
