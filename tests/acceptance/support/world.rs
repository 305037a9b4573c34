//! One test's world: an emulator, a directory, and a CLI that knows our provider.

use std::ffi::OsStr;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{env, fs};

use codeartifact::provider::SOURCE;
use codeartifact_emulator::{Armed, Credential, Emulator, Fault, Options, Request};
use serde_json::Value as Json;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::support::agreement::Record;
use crate::support::driver::{Cli, Driver};
use crate::support::program::CLI;
use crate::support::run::Run;

/// The account of the credentials that every world starts with.
pub(crate) const ACCOUNT: &str = "000000000000";

/// Another account, whose access key and secret key are both [`OTHER_KEY`].
pub(crate) const OTHER_ACCOUNT: &str = "111122223333";

/// The key of [`OTHER_ACCOUNT`].
pub(crate) const OTHER_KEY: &str = "other";

/// The Region that every world starts with.
pub(crate) const REGION: &str = "eu-west-1";

/// An emulator, a directory with a configuration, and the environment of the CLI.
pub(crate) struct World {
    pub(crate) emulator: Emulator,
    directory: TempDir,
    environment: Vec<(String, String)>,
    runtime: Runtime,
    pub(crate) driver: Box<dyn Driver>,
    pub(crate) record: Record,
}

impl World {
    /// A world with an empty estate.
    pub(crate) fn new() -> Self {
        Self::with(Options::default())
    }

    /// A world whose emulator has these options.
    pub(crate) fn with(options: Options) -> Self {
        Self::led_by(Box::new(Cli), options)
    }

    /// The same in the hands of another driver than the CLI.
    pub(crate) fn led_by(driver: Box<dyn Driver>, options: Options) -> Self {
        let user = format!("arn:aws:iam::{OTHER_ACCOUNT}:user/other");
        let other = Credential::new(OTHER_KEY, OTHER_KEY, OTHER_ACCOUNT, user);
        let options = options.credential(other);
        let runtime = Runtime::new().expect("a runtime");
        let emulator = runtime.block_on(Emulator::start(options)).expect("the emulator starts");
        let directory = directory();
        let (environment, record) = (Vec::new(), Record::default());
        let mut world = Self { emulator, directory, environment, runtime, driver, record };
        world.install();
        world
    }

    /// Configures the CLI to use the provider, and the provider to use the emulator.
    fn install(&mut self) {
        let home = self.path("home");
        fs::create_dir_all(&home).expect("a home");
        self.provide(&[SOURCE]);
        let url = self.emulator.url().to_owned();
        for (name, value) in [
            ("HOME", home.to_str().expect("a path in UTF-8")),
            ("TF_CLI_CONFIG_FILE", self.path("cli.rc").to_str().expect("a path in UTF-8")),
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
        if is_kept() {
            let log = self.path("terraform.log");
            self.set("TF_LOG_PATH", log.to_str().expect("a path in UTF-8"));
            for name in ["TF_LOG", "TF_LOG_CORE", "TF_LOG_PROVIDER"] {
                self.set(name, &env::var(name).unwrap_or_default());
            }
        }
    }

    /// Installs our provider, also at the address of another that the CLI demands and does not
    /// need.
    pub(crate) fn stand_in_for(&self, other: &str) {
        self.provide(&[SOURCE, other]);
    }

    fn provide(&self, addresses: &[&str]) {
        let bin = self.path("bin");
        fs::create_dir_all(&bin).expect("a directory for the provider");
        let mut overrides = String::new();
        for address in addresses {
            let name = address.rsplit('/').next().unwrap_or_default();
            install(&bin.join(format!("terraform-provider-{name}")));
            writeln!(overrides, "{address:?} = {bin:?}").expect("a text");
        }
        let rc = format!("provider_installation {{\n dev_overrides {{\n{overrides} }}\n}}\n");
        fs::write(self.path("cli.rc"), rc).expect("the configuration of the CLI");
    }

    /// Orders a fault of the service.
    pub(crate) fn fault(&self, fault: Fault) -> Armed {
        self.wait(self.emulator.control().fault(fault)).expect("a fault")
    }

    /// Ends all faults.
    pub(crate) fn clear_faults(&self) {
        self.wait(self.emulator.control().clear_faults()).expect("no faults");
    }

    /// Releases the requests that wait at a fault.
    pub(crate) fn release(&self, fault: &Armed) {
        self.wait(fault.release()).expect("the fault");
    }

    /// Moves the service's clock ahead.
    pub(crate) fn advance_clock(&self, time: Duration) {
        self.wait(self.emulator.control().advance_clock(time)).expect("another time");
    }

    /// The requests that the service has seen.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.wait(self.emulator.control().requests()).expect("the requests")
    }

    /// Forgets the requests so far.
    pub(crate) fn clear_requests(&self) {
        self.wait(self.emulator.control().clear_requests()).expect("no requests");
    }

    /// Waits for a future on the world's runtime.
    pub(crate) fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    /// A path in the world's directory.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// The environment of the CLI, and of every provider that it or the host starts.
    pub(crate) fn environment(&self) -> &[(String, String)] {
        &self.environment
    }

    /// The directory in which everything runs.
    pub(crate) fn directory(&self) -> &Path {
        self.directory.path()
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
            "terraform {{\n required_providers {{\n codeartifact = {{ source = {SOURCE:?} }}\n }}\n}}\n"
        );
        fs::write(self.path("main.tf"), header + configuration).expect("the configuration");
    }

    /// Runs the CLI.
    pub(crate) fn cli<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Run {
        let output = self.command().args(arguments).output().expect("the CLI starts");
        Run::of(&output)
    }

    /// The CLI, ready to be run in the world's directory.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&CLI.path);
        command.current_dir(self.directory.path()).env_clear().envs(self.environment.clone());
        command.env("PATH", env::var_os("PATH").unwrap_or_default());
        command
    }

    /// What `show -json` says of the state, or of a plan.
    pub(crate) fn show(&self, what: &[&str]) -> Json {
        let run =
            self.command().args(["show", "-json"]).args(what).output().expect("the CLI starts");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        serde_json::from_slice(&run.stdout).expect("JSON")
    }

    /// Every file that the CLI left in the directory, as text: state, plans, logs.
    pub(crate) fn everything_written(&self) -> String {
        let mut text = String::new();
        collect(self.directory.path(), &mut text);
        text
    }
}

/// A directory that goes with the world, unless `KEEP_WORLD` says that it stays.
#[expect(clippy::print_stdout, reason = "who keeps a directory wants to know where it is")]
fn directory() -> TempDir {
    let mut directory = tempfile::tempdir().expect("a directory");
    if is_kept() {
        directory.disable_cleanup(true);
        println!("kept: {}", directory.path().display());
    }
    directory
}

/// Whether somebody wants to look at the directory after the test, with the logs that `TF_LOG` asks
/// for.
fn is_kept() -> bool {
    env::var_os("KEEP_WORLD").is_some()
}

fn install(program: &Path) {
    let provider = env!("CARGO_BIN_EXE_terraform-provider-codeartifact");
    let _ = fs::remove_file(program);
    fs::hard_link(provider, program)
        .or_else(|_| fs::copy(provider, program).map(drop))
        .expect("the provider can be installed");
}

fn collect(directory: &Path, text: &mut String) {
    for entry in
        fs::read_dir(directory).expect("a directory").map(|entry| entry.expect("an entry").path())
    {
        match entry.is_dir() {
            true if entry.ends_with("bin") => {}
            true => collect(&entry, text),
            false => text.push_str(&String::from_utf8_lossy(&fs::read(&entry).unwrap_or_default())),
        }
    }
}
