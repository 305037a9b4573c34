//! Plans of a real Terraform: ours of many applied repositories, beside as many `terraform_data`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use codeartifact::provider::SOURCE;
use codeartifact_emulator::{Emulator, Options};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::table::Table;
use crate::{PROVIDER, processes};

/// How often a plan is measured; the best counts, as the least disturbed one.
const PLANS: usize = 3;

/// The latency of a service in the same part of the world.
pub(crate) const LATENCY: Duration = Duration::from_millis(30);

/// Measures plans of `count` repositories.
pub(crate) fn measure(runtime: &Runtime, count: usize, table: &mut Table) {
    let emulator = runtime.block_on(Emulator::start(Options::default()));
    let emulator = emulator.expect("the emulator starts");
    let floor = Root::applied(&floor(count, 0), &emulator);
    let ours = Root::applied(&ours(count), &emulator);
    let (light, heavy) = (floor.computing(), ours.computing());
    // The least that the multiple can be, with a provider that takes no time: for each instance
    // core copies the states of all.
    let alone = heavy.terraform / light.terraform;
    let floor = floor.plan();
    let plan = ours.plan();
    runtime.block_on(emulator.control().set_latency(LATENCY)).expect("a latency");
    let far = ours.plan();
    table.plain(&format!("terraform plan of {count} terraform_data"), floor, "s");
    table.plain(&format!("terraform plan of {count} repositories, no latency"), plan, "s");
    table.bounded("the one as a multiple of the other", plan / floor, "x", 2.0);
    table.plain("what Terraform alone computes, as the same multiple", alone, "x");
    table.plain("the former as a multiple of the latter", plan / floor / alone, "x");
    table.plain("what the provider computes in such a plan", heavy.provider, "s");
    table.plain(&format!("terraform plan of {count} repositories, 30 ms of latency"), far, "s");
    // Ten reads at a time, one round trip each.
    let waiting = count as f64 / 10.0 * LATENCY.as_secs_f64();
    table.bounded("the latter as a multiple of plan and waiting", far / (plan + waiting), "x", 1.5);
}

/// As many `terraform_data`, whose input and output are longer by `padding` bytes each.
pub(crate) fn floor(count: usize, padding: usize) -> String {
    let padding = "-".repeat(padding);
    format!(
        "resource \"terraform_data\" \"all\" {{\n count = {count}\n input = \"repository-${{count.index}}{padding}\"\n}}\n"
    )
}

/// As many repositories of one domain.
pub(crate) fn ours(count: usize) -> String {
    format!(
        r#"
        terraform {{
          required_providers {{
            codeartifact = {{ source = {SOURCE:?} }}
          }}
        }}
        resource "codeartifact_domain" "main" {{
          domain = "main"
        }}
        resource "codeartifact_repository" "all" {{
          count      = {count}
          domain     = codeartifact_domain.main.domain
          repository = "repository-${{count.index}}"
        }}
        "#
    )
}

/// The seconds of computing that a plan takes.
struct Computing {
    terraform: f64,
    provider: f64,
}

/// A root module in a directory of its own.
pub(crate) struct Root {
    directory: TempDir,
    endpoint: String,
}

impl Root {
    fn applied(configuration: &str, emulator: &Emulator) -> Self {
        let root = Self::written(configuration, emulator);
        root.apply();
        root
    }

    /// A root module that is not applied yet.
    pub(crate) fn written(configuration: &str, emulator: &Emulator) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let root = Self { directory, endpoint: emulator.url().to_owned() };
        fs::write(root.path().join("main.tf"), configuration).expect("a configuration");
        let bin = Path::new(PROVIDER).parent().expect("it is in a directory");
        let rc =
            format!("provider_installation {{\n dev_overrides {{ {SOURCE:?} = {bin:?} }}\n}}\n");
        fs::write(root.path().join("cli.rc"), rc).expect("a configuration of the CLI");
        root
    }

    /// Applies it.
    pub(crate) fn apply(&self) {
        self.run(&["apply", "-auto-approve", "-input=false"]);
    }

    /// Destroys it.
    pub(crate) fn destroy(&self) {
        self.run(&["destroy", "-auto-approve", "-input=false"]);
    }

    /// Its directory.
    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    /// Seconds of the best of some plans, which must be empty.
    fn plan(&self) -> f64 {
        let plan = |_| {
            let begin = Instant::now();
            self.plan_once();
            begin.elapsed().as_secs_f64()
        };
        (0..PLANS).map(plan).fold(f64::INFINITY, f64::min)
    }

    /// What one plan takes, apart for Terraform and the provider. Looking at that takes time
    /// itself.
    fn computing(&self) -> Computing {
        let before = processes::cpu_of_children();
        let usages = processes::of_providers(|| self.plan_once());
        let provider = usages.iter().map(|usage| usage.cpu).sum();
        Computing { terraform: processes::cpu_of_children() - before - provider, provider }
    }

    fn plan_once(&self) {
        self.run(&["plan", "-detailed-exitcode", "-input=false"]);
    }

    fn run(&self, arguments: &[&str]) {
        let mut command = Command::new(cli());
        command.current_dir(self.path()).args(arguments).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", self.path()).env("TF_CLI_CONFIG_FILE", self.path().join("cli.rc"));
        command.env("CHECKPOINT_DISABLE", "1").env("AWS_REGION", "eu-west-1");
        command.env("AWS_ACCESS_KEY_ID", "test").env("AWS_SECRET_ACCESS_KEY", "test");
        command.env("AWS_ENDPOINT_URL", &self.endpoint);
        let output = command.output().expect("the CLI starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The CLI that `TF_ACC_TERRAFORM_PATH` names, or else `terraform`.
fn cli() -> PathBuf {
    std::env::var_os("TF_ACC_TERRAFORM_PATH").map_or("terraform".into(), PathBuf::from)
}
