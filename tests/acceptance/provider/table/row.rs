//! One row of the table: a provider block with what is around it, and what is seen of it.

use std::fs;

use codeartifact_emulator::{Credential, Fault, Options, Request};

use super::recorder::{Answers, Recorder};
use super::{machine, tls};
use crate::host::Host;
use crate::support::driver::{Cli, Command, Driver};
use crate::support::estate::domain_arn;
use crate::support::tls::Certificate;
use crate::support::world::World;

/// What every row configures below its block: something that is read, and something that is
/// planned.
const CONFIGURATION: &str = r#"
    data "codeartifact_domains" "all" {}
    resource "codeartifact_domain" "it" {
      domain = "main"
    }
"#;

/// A domain that somebody else has made and tagged.
const IMPORT: &str = r#"
    resource "codeartifact_domain" "it" {
      domain = "main"
    }
    import {
      to = codeartifact_domain.it
      id = "main"
    }
"#;

/// The shared files that a row can name.
const FILES: [(&str, &str); 4] = [
    (
        "config",
        "[default]\nregion = sa-east-1\n\n[profile team]\nregion = eu-central-1\nmax_attempts = 2\nretry_mode = adaptive\n",
    ),
    ("credentials", "[team]\naws_access_key_id = other\naws_secret_access_key = other\n"),
    ("token", "token-of-the-file\n"),
    ("no.pem", "nothing\n"),
];

/// One row. In its texts `{recorder}` is the recorder, `{dir}` the directory of the shared files,
/// and `{tls}` the emulator behind TLS.
#[derive(Clone, Default)]
pub(super) struct Row {
    /// The argument that the row is about, such as `endpoints.sts`.
    pub(super) argument: &'static str,
    /// The inside of the provider block.
    block: String,
    /// Variables on top of the world's own; an empty one is removed.
    pub(super) environment: Vec<(&'static str, String)>,
    /// Files beside [`FILES`], or instead of them.
    files: Vec<(&'static str, String)>,
    /// How often the service fails before it answers.
    failures: usize,
    /// Tags of a domain that is there already.
    tagged: &'static [(&'static str, &'static str)],
    /// An operation that the service denies.
    denied: Option<&'static str>,
    /// Whether the recorder gives credentials, as a machine of AWS does.
    on_machine: bool,
    /// What the emulator shows behind TLS, where it stands there.
    shown: Option<Certificate>,
    /// What is below the provider block instead of [`CONFIGURATION`].
    configuration: Option<&'static str>,
    /// Whether only the CLI shows it: the values of a plan, its logs, what a module reports.
    by_cli_alone: bool,
    /// What is to be seen.
    pub(super) sees: Vec<String>,
    /// What must not be seen.
    misses: Vec<String>,
}

/// A row about an argument.
pub(super) fn row(argument: &'static str) -> Row {
    Row { argument, ..Row::default() }
}

impl Row {
    pub(super) fn block(self, block: impl Into<String>) -> Self {
        Self { block: block.into(), ..self }
    }

    /// With this at the end of the block.
    pub(super) fn and_block(mut self, inside: &str) -> Self {
        self.block.push('\n');
        self.block.push_str(inside);
        self
    }

    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.environment.push((name, value.to_owned()));
        self
    }

    /// With a shared configuration file of its own.
    pub(super) fn with_config(self, config: impl Into<String>) -> Self {
        self.with_file("config", config).with("AWS_CONFIG_FILE", "{dir}/config")
    }

    pub(super) fn with_file(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.files.push((name, text.into()));
        self
    }

    /// Without the keys of the environment.
    pub(super) fn keyless(self) -> Self {
        self.with("AWS_ACCESS_KEY_ID", "").with("AWS_SECRET_ACCESS_KEY", "")
    }

    /// Without the Region of the environment.
    pub(super) fn nowhere(self) -> Self {
        self.with("AWS_REGION", "")
    }

    /// With the shared files of the row.
    pub(super) fn with_files(self) -> Self {
        self.with("AWS_CONFIG_FILE", "{dir}/config")
            .with("AWS_SHARED_CREDENTIALS_FILE", "{dir}/credentials")
    }

    pub(super) fn failing(self, failures: usize) -> Self {
        Self { failures, ..self }
    }

    /// With a domain `main` at the service that has these tags, and is imported.
    pub(super) fn imports_tagged(self, tagged: &'static [(&'static str, &'static str)]) -> Self {
        Self { tagged, ..self }.configuration(IMPORT)
    }

    pub(super) fn denying(self, operation: &'static str) -> Self {
        Self { denied: Some(operation), ..self }
    }

    /// On a machine of AWS, whose metadata service is asked.
    pub(super) fn on_machine(self) -> Self {
        let row = Self { on_machine: true, ..self };
        row.with("AWS_EC2_METADATA_SERVICE_ENDPOINT", "{recorder}")
            .with("AWS_EC2_METADATA_DISABLED", "")
    }

    /// With the emulator behind TLS, at `{tls}`. Its certificate is in `{dir}/bundle.pem`.
    pub(super) fn behind_tls(self) -> Self {
        self.showing(Certificate::Server)
    }

    /// The same with this certificate.
    pub(super) fn showing(self, certificate: Certificate) -> Self {
        Self { shown: Some(certificate), ..self }.with("AWS_ENDPOINT_URL", "{tls}")
    }

    pub(super) fn configuration(self, configuration: &'static str) -> Self {
        Self { configuration: Some(configuration), ..self }
    }

    /// Seen only where the CLI leads.
    pub(super) fn by_cli_alone(self) -> Self {
        Self { by_cli_alone: true, ..self }
    }

    pub(super) fn sees(mut self, part: &str) -> Self {
        self.sees.push(part.to_owned());
        self
    }

    pub(super) fn misses(mut self, part: &str) -> Self {
        self.misses.push(part.to_owned());
        self
    }

    /// Plans, led by the CLI and by the host, and returns what is not as it should be.
    pub(super) fn faults(&self) -> String {
        let by_host = || self.faults_by(Box::<Host>::default());
        self.faults_by(Box::new(Cli)) + &if self.by_cli_alone { String::new() } else { by_host() }
    }

    fn faults_by(&self, driver: Box<dyn Driver>) -> String {
        let seen = self.run(driver);
        let missing = self.sees.iter().filter(|part| !seen.contains(*part));
        let missing = missing.map(|part| format!("{part:?} is missing\n"));
        let there = self.misses.iter().filter(|part| seen.contains(*part));
        let faults: String =
            missing.chain(there.map(|part| format!("{part:?} is there\n"))).collect();
        match faults.is_empty() {
            true => faults,
            false => format!(
                "{faults}with {} {:?} {:?}\n{seen}\n",
                self.block, self.environment, self.files
            ),
        }
    }

    /// Plans, and returns what there was to see: what the driver says, each request with who made
    /// it, how often each operation was called, and what was recorded.
    fn run(&self, driver: Box<dyn Driver>) -> String {
        let mut world = World::led_by(driver, options());
        let answers = if self.on_machine { machine::answers(&world) } else { Answers::new() };
        let recorder = Recorder::start(answers.clone());
        self.prepare(&mut world, &recorder);
        if !self.tagged.is_empty() {
            world.make_domain("main");
            let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
            world.retag(&domain_arn("main"), &self.tagged.iter().map(owned).collect());
        }
        let fault = Fault::on("ListDomains").times(self.failures as u64);
        world.fault(fault.error(500, "InternalServerException", "no"));
        if let Some(operation) = self.denied {
            world.fault(Fault::on(operation).error(403, "AccessDenied", "not authorized"));
        }
        let run = world.run(Command::Plan { refresh: true });
        let said = run.joined();
        machine::hidden_in(&answers, &said);
        format!("{said}\n{}{}", requests(&world), recorder.recorded())
    }

    /// Puts the files, the variables and the configuration into the world.
    fn prepare(&self, world: &mut World, recorder: &Recorder) {
        let dir = world.path("").display().to_string();
        let tls = self.shown.map(|shown| tls::in_front_of(world, shown)).unwrap_or_default();
        let fill = |text: &str| {
            let text = text.replace("{tls}", &tls);
            text.replace("{recorder}", &recorder.url).replace("{dir}", &dir)
        };
        for (name, text) in FILES.into_iter().chain(self.files()) {
            let path = world.path(name);
            fs::create_dir_all(path.parent().expect("a directory")).expect("a directory");
            fs::write(path, fill(text)).expect("a file");
        }
        for (name, value) in &self.environment {
            world.set(name, &fill(value));
        }
        let below = self.configuration.unwrap_or(CONFIGURATION);
        world.write(&format!("provider \"codeartifact\" {{\n{}\n}}\n{below}", fill(&self.block)));
    }

    fn files(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.files.iter().map(|(name, text)| (*name, text.as_str()))
    }
}

/// An emulator that knows two more keys, each of an account that it is named after.
fn options() -> Options {
    ["222222222222", "333333333333"].into_iter().fold(Options::default(), |options, account| {
        let user = format!("arn:aws:iam::{account}:user/it");
        options.credential(Credential::new(account, account, account, user))
    })
}

/// Each request of a world on a line, and how many there were of each kind.
fn requests(world: &World) -> String {
    let requests = world.requests();
    let line = |request: &Request| {
        let parameters = serde_json::Value::from(request.parameters.clone());
        format!(
            "{} by {} in {} of {} {parameters} as {}\n",
            request.operation,
            request.principal,
            request.region,
            request.account,
            request.user_agent
        )
    };
    let counted = ["ListDomains", "GetCallerIdentity"];
    let count = |operation: &&str| format!("{} x {operation}\n", world.calls(operation));
    requests.iter().map(line).chain(counted.iter().map(count)).collect()
}
