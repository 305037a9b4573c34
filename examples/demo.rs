//! The life of an estate, from `init` to `destroy`: a real Terraform or OpenTofu, this provider,
//! and a local CodeArtifact. It needs no account and calls nothing outside of this machine.
//!
//! Each step is one line; a step that does not come to what its line says ends the demo with the
//! output of the CLI.

#![expect(clippy::print_stdout, reason = "telling is what the demo is for")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};
use std::{env, fs, io};

use aws_sdk_codeartifact::{Client, config};
use codeartifact::provider::SOURCE;
use codeartifact_emulator::{Emulator, Options};
use serde_json::Value as Json;
use tempfile::TempDir;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const REGION: &str = "eu-west-1";
const BY_HAND: &str = "Changed by hand.";

/// Exit codes of `plan -detailed-exitcode`.
const EMPTY: i32 = 0;
const CHANGES: i32 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    match show().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("The demo failed. {error}");
            ExitCode::FAILURE
        }
    }
}

async fn show() -> Result<()> {
    let demo = Demo::start().await?;
    demo.intro();
    demo.create()?;
    demo.drift().await?;
    demo.repair()?;
    demo.destroy().await
}

/// An emulator, and a directory in which the CLI finds the quickstart and our provider.
struct Demo {
    emulator: Emulator,
    directory: TempDir,
    cli: Cli,
}

impl Demo {
    async fn start() -> Result<Self> {
        let demo = Self {
            emulator: Emulator::start(Options::default()).await?,
            directory: tempfile::tempdir()?,
            cli: Cli::find()?,
        };
        copy_quickstart(&demo.path("estate"))?;
        demo.install()?;
        Ok(demo)
    }

    fn intro(&self) {
        let (cli, url) = (&self.cli.name, self.emulator.url());
        println!("{cli} on examples/quickstart, with a local CodeArtifact at {url}:");
    }

    fn create(&self) -> Result<()> {
        self.run(&["init"], EMPTY)?;
        say("init", "installed the provider from a local mirror");
        let plan = self.run(&["plan", "-detailed-exitcode", "-out=plan"], CHANGES)?;
        say("plan", line_with(&plan, "Plan:")?);
        let applied = self.run(&["apply", "plan"], EMPTY)?;
        say("apply", line_with(&applied, "Apply complete!")?);
        self.settled("found nothing left to do")
    }

    async fn drift(&self) -> Result<()> {
        let change = self.client().update_repository();
        let change = change.domain("quickstart").repository("internal");
        change.description(BY_HAND).send().await?;
        say("a user", "changed a description outside of Terraform");
        let plan = self.run(&["plan", "-detailed-exitcode"], CHANGES)?;
        say("plan", "shows the drift:");
        println!("{:14}{}", "", line_with(&plan, "will be updated")?);
        println!("{:14}{}", "", line_with(&plan, BY_HAND)?);
        Ok(())
    }

    fn repair(&self) -> Result<()> {
        let applied = self.run(&["apply", "-auto-approve"], EMPTY)?;
        say("apply", line_with(&applied, "Apply complete!")?);
        self.settled("found nothing left to do: one apply has repaired it")
    }

    async fn destroy(&self) -> Result<()> {
        let destroyed = self.run(&["destroy", "-auto-approve"], EMPTY)?;
        say("destroy", line_with(&destroyed, "Destroy complete!")?);
        let left = self.client().list_domains().send().await?;
        match left.domains() {
            [] => Ok(()),
            domains => Err(format!("destroy left {} domains", domains.len()).into()),
        }
    }

    /// Demands that a plan is empty.
    fn settled(&self, words: &str) -> Result<()> {
        self.run(&["plan", "-detailed-exitcode"], EMPTY)?;
        say("plan", words);
        Ok(())
    }

    /// Puts the provider into a mirror, from which `init` installs it as from a registry.
    fn install(&self) -> Result<()> {
        let version = env!("CARGO_PKG_VERSION");
        let mirror = self.path("mirror");
        let package = mirror.join(self.cli.registry).join(SOURCE).join(version);
        let package = package.join(&self.cli.platform);
        let installed = package.join(format!("terraform-provider-codeartifact_v{version}"));
        fs::create_dir_all(package)?;
        fs::copy(provider()?, installed)?;
        let rc = format!(
            "provider_installation {{\n  filesystem_mirror {{\n    path = {mirror:?}\n  }}\n}}\n"
        );
        Ok(fs::write(self.path("cli.rc"), rc)?)
    }

    /// Runs the CLI, which must end with this exit code, and returns what it said.
    fn run(&self, arguments: &[&str], code: i32) -> Result<String> {
        let output = self.command().args(arguments).arg("-no-color").output()?;
        let said = text(&output);
        if output.status.code() == Some(code) {
            return Ok(said);
        }
        let (what, status) = (arguments.join(" "), output.status);
        Err(format!("{what}: expected exit code {code}, got {status}\n{said}").into())
    }

    /// The CLI in the directory of the estate, in an environment of its own.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.cli.path);
        command
            .current_dir(self.path("estate"))
            .env_clear()
            .env("PATH", env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.directory.path())
            .env("TF_CLI_CONFIG_FILE", self.path("cli.rc"))
            .env("TF_IN_AUTOMATION", "1")
            .env("TF_INPUT", "0")
            .env("CHECKPOINT_DISABLE", "1")
            .env("AWS_ENDPOINT_URL", self.emulator.url())
            .env("AWS_REGION", REGION)
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test");
        command
    }

    /// The service's own client, which is how somebody else changes things.
    fn client(&self) -> Client {
        let credentials = config::Credentials::new("test", "test", None, None, "demo");
        let configuration = config::Config::builder()
            .behavior_version(config::BehaviorVersion::latest())
            .region(config::Region::new(REGION))
            .endpoint_url(self.emulator.url())
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .credentials_provider(credentials);
        Client::from_conf(configuration.build())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }
}

/// The CLI to show.
struct Cli {
    path: PathBuf,
    /// Its name and version.
    name: String,
    /// Operating system and architecture, as mirrors spell them.
    platform: String,
    /// Where it looks for a provider whose source address names no registry.
    registry: &'static str,
}

impl Cli {
    /// The one that `TF_ACC_TERRAFORM_PATH` names, or else `terraform` or `tofu` on the path.
    fn find() -> Result<Self> {
        let chosen = env::var_os("TF_ACC_TERRAFORM_PATH").map(PathBuf::from);
        let path = chosen
            .or_else(|| ["terraform", "tofu"].into_iter().find_map(on_path))
            .ok_or("put terraform or tofu on the PATH, or its path into TF_ACC_TERRAFORM_PATH")?;
        // A CLI that cannot read its configuration says so in front of the answer.
        let mut command = Command::new(&path);
        command.args(["version", "-json"]).env("TF_CLI_CONFIG_FILE", "/dev/null");
        let output = command.output();
        let output = output.map_err(|error| format!("{}: {error}", path.display()))?;
        let version: Json = serde_json::from_slice(&output.stdout)?;
        let field = |name: &str| version[name].as_str().unwrap_or_default().to_owned();
        let file = path.file_name().unwrap_or_default().display();
        Ok(Self {
            name: format!("{file} {}", field("terraform_version")),
            platform: field("platform"),
            registry: registry(&path)?,
            path,
        })
    }
}

/// The registry of the product, which says in words alone which one it is.
fn registry(cli: &Path) -> Result<&'static str> {
    let output =
        Command::new(cli).arg("version").env("TF_CLI_CONFIG_FILE", "/dev/null").output()?;
    let is_tofu = text(&output).contains("OpenTofu");
    Ok(if is_tofu { "registry.opentofu.org" } else { "registry.terraform.io" })
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let mut files = env::split_paths(&path).map(|directory| directory.join(name));
    files.find(|file| file.is_file())
}

/// The provider that was built with the demo: `target/debug/` has it, and the demo in `examples/`.
fn provider() -> Result<PathBuf> {
    let demo = env::current_exe()?;
    let directory = demo.parent().and_then(Path::parent).unwrap_or(&demo);
    let provider = directory.join("terraform-provider-codeartifact");
    if provider.is_file() {
        return Ok(provider);
    }
    Err(format!("{} is not built; run `make demo`", provider.display()).into())
}

fn copy_quickstart(to: &Path) -> io::Result<()> {
    fs::create_dir(to)?;
    let quickstart = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/quickstart");
    for entry in fs::read_dir(quickstart)? {
        let entry = entry?;
        if entry.path().extension().is_some_and(|kind| kind == "tf") {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

fn text(output: &Output) -> String {
    let all = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&all).into_owned()
}

/// The line of an output that holds these words.
fn line_with<'a>(output: &'a str, words: &str) -> Result<&'a str> {
    let mut lines = output.lines().map(str::trim);
    let found = lines.find(|line| line.contains(words));
    found.ok_or_else(|| format!("{words:?} is missing in:\n{output}").into())
}

fn say(who: &str, what: &str) {
    println!("  {who:10}  {what}");
}
