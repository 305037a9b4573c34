//! A home in which package managers work, beside an emulator that they are led to.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::OnceLock;

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::types::{PackageFormat, PackageVersionDescription, UpstreamRepository};
use codeartifact_emulator::{Emulator, Options};
use tempfile::TempDir;
use tokio::process::Command;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::world::start_with;

/// An emulator, and a home directory of its own for package managers. The emulator's public
/// repositories hold what is in the directory `public`.
pub(crate) struct Workshop {
    pub(crate) emulator: Emulator,
    pub(crate) client: Client,
    home: TempDir,
}

impl Workshop {
    /// A workshop whose domain `main` has these repositories, each with the one before it as its
    /// upstream.
    pub(crate) async fn new(chain: &[&str]) -> Self {
        Self::with(Options::default(), chain).await
    }

    /// The same, with an emulator of other options.
    pub(crate) async fn with(options: Options, chain: &[&str]) -> Self {
        let home = TempDir::new().expect("a directory");
        let public = home.path().join("public");
        std::fs::create_dir(&public).expect("a directory");
        let (emulator, client) = start_with(options.public(public)).await;
        client.create_domain().domain("main").send().await.expect("a domain");
        let mut upstream = None;
        for name in chain {
            let made = client.create_repository().domain("main").repository(*name);
            let named =
                |name: &&str| UpstreamRepository::builder().repository_name(*name).build().ok();
            let upstreams = upstream.as_ref().and_then(named).map(|upstream| vec![upstream]);
            made.set_upstreams(upstreams).send().await.expect("a repository");
            upstream = Some(*name);
        }
        Self { emulator, client, home }
    }

    /// Connects a repository to a public one.
    pub(crate) async fn connect(&self, repository: &str, connection: &str) {
        let connect = self.client.associate_external_connection().domain("main");
        let connected = connect.repository(repository).external_connection(connection).send();
        connected.await.expect("a connection");
    }

    /// A path in the home directory.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    /// Writes a file and the directories that it is in.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        let directory = path.parent().expect("a directory");
        std::fs::create_dir_all(directory).expect("the directory");
        std::fs::write(path, content).expect("the file");
    }

    /// Runs a command in a directory of the home, and nothing of it in the home of whoever runs the
    /// test.
    pub(crate) async fn run(&self, directory: &str, command: &str) -> Output {
        let mut words = command.split(' ');
        let program = words.next().expect("a program");
        let mut command = Command::new(program);
        command.args(words).current_dir(self.path(directory)).env_clear();
        command.env("HOME", self.home.path()).env("PATH", self.search_path());
        command.env("AWS_ENDPOINT_URL", self.emulator.url()).env("AWS_DEFAULT_REGION", "us-east-1");
        command.env("AWS_ACCESS_KEY_ID", "test").env("AWS_SECRET_ACCESS_KEY", "test");
        command.env("NPM_CONFIG_AUDIT", "false").env("NPM_CONFIG_UPDATE_NOTIFIER", "false");
        command.env("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC").envs(rustup());
        let output = command.output().await;
        output.unwrap_or_else(|error| panic!("{program} must be installed: {error}"))
    }

    /// The programs of the home and those from PyPI before all others.
    fn search_path(&self) -> String {
        let (own, others) = (self.path("bin"), std::env::var("PATH").unwrap_or_default());
        format!("{}:{}:{others}", own.display(), programs())
    }

    /// Runs a command that must succeed, and answers what it prints.
    pub(crate) async fn succeed(&self, directory: &str, command: &str) -> String {
        let output = self.run(directory, command).await;
        assert!(output.status.success(), "{command}: {}", printed(&output));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Runs a command that must fail, and say these words.
    pub(crate) async fn fail(&self, directory: &str, command: &str, words: &str) {
        let output = self.run(directory, command).await;
        assert!(!output.status.success(), "{command}: {}", printed(&output));
        assert!(printed(&output).contains(words), "{command}: {}", printed(&output));
    }

    /// Leads a tool to a repository, as the AWS CLI does.
    pub(crate) async fn login(&self, tool: &str, repository: &str) {
        let login =
            format!("aws codeartifact login --tool {tool} --domain main --repository {repository}");
        self.succeed("", &login).await;
    }

    /// The address of a repository for a format, and a token for it.
    pub(crate) async fn access(&self, format: PackageFormat, repository: &str) -> (String, String) {
        let endpoint = self.client.get_repository_endpoint().domain("main").repository(repository);
        let endpoint = endpoint.format(format).send().await.expect("an endpoint");
        let token = self.client.get_authorization_token().domain("main").send().await;
        let token = token.expect("a token").authorization_token.expect("its text");
        (endpoint.repository_endpoint.expect("its text"), token)
    }

    /// A version of a package in a repository; nothing where it is not there.
    pub(crate) async fn look(
        &self,
        repository: &str,
        format: PackageFormat,
        package: &str,
        version: &str,
    ) -> Option<PackageVersionDescription> {
        let look = self.client.describe_package_version().domain("main").repository(repository);
        let found = look.format(format).package(package).package_version(version).send().await;
        found.ok()?.package_version
    }
}

/// Where rustup has its toolchains, if cargo is one of them.
fn rustup() -> Vec<(&'static str, PathBuf)> {
    let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".rustup"));
    let chosen = std::env::var_os("RUSTUP_HOME").map(PathBuf::from).or(home);
    let toolchain = std::env::var_os("RUSTUP_TOOLCHAIN").map(PathBuf::from);
    let named = [("RUSTUP_HOME", chosen), ("RUSTUP_TOOLCHAIN", toolchain)];
    named.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// What a command printed.
fn printed(output: &Output) -> String {
    let [out, error] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    format!("{out}{error}")
}

/// Where the programs from PyPI are.
fn programs() -> &'static str {
    static TOOLS: OnceLock<String> = OnceLock::new();
    TOOLS.get_or_init(|| {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        let mut install = std::process::Command::new(tests.join("venv"));
        let output = install.arg("emulator/tests/emulator/registries").output();
        let output = output.expect("bash");
        assert!(output.status.success(), "python3 with venv and PyPI: {}", printed(&output));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    })
}

/// A zip archive of these files.
pub(crate) fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in files {
        archive.start_file(*path, SimpleFileOptions::default()).expect("an entry");
        archive.write_all(text.as_bytes()).expect("its content");
    }
    archive.finish().expect("an archive").into_inner()
}
