//! Terraform's core, as far as a provider meets it: a host on the real channel, of a version that
//! knows identities, lists and actions. Every answer is held against the rules that core enforces.

mod actions;
mod changes;
mod functions;
mod kind;
mod language;
mod lists;
mod moves;
mod objects;
mod proposal;
mod reads;
mod rules;
mod walk;

use std::cell::RefCell;

use codeartifact::framework::json;
use codeartifact::framework::schema::{Object, Type};
use codeartifact::framework::value::Value;
use codeartifact::protocol::proto::diagnostic::Severity;
use codeartifact::protocol::proto::provider_client::ProviderClient;
use codeartifact::protocol::proto::{Diagnostic, configure_provider};
use codeartifact::provider::CodeArtifact;
use serde_json::json;
use tonic::transport::Channel;
use tonic::{Response, Status};

pub(crate) use self::actions::{invocation, outcome};
pub(crate) use self::changes::Action;
pub(crate) use self::kind::Kind;
pub(crate) use self::lists::{Query, collect};
pub(crate) use self::walk::Host;
use crate::channel::{Credential, Identity, Plugin, command};
use crate::support::world::World;

/// The largest message that core takes.
const LARGEST_MESSAGE: usize = 64 << 20;

/// The generated client.
pub(crate) type Client = ProviderClient<Channel>;

/// A host with a provider that it has started and configured.
pub(crate) struct Core<'world> {
    pub(crate) world: &'world World,
    client: Client,
    /// Ends with the host.
    plugin: Plugin,
    warned: RefCell<Vec<Diagnostic>>,
    /// The ephemeral resources that are open: their types and private data.
    opened: RefCell<Vec<(String, Option<Vec<u8>>)>>,
}

/// What the provider answers, or the errors with which it refuses.
type Answer<T> = Result<T, Vec<Diagnostic>>;

/// Demands an answer that is no refusal.
fn must<T>(answer: Answer<T>) -> T {
    answer.unwrap_or_else(|refusal| panic!("{:#?}", errors(&refusal)))
}

impl<'world> Core<'world> {
    /// A provider with an empty configuration, in the environment of the world.
    pub(crate) fn new(world: &'world World) -> Self {
        let config = json::decode(&Type::Object(CodeArtifact::ATTRIBUTES), json!({}));
        Self::with(world, "1.14.0", &config.expect("a configuration of the provider"))
    }

    /// A provider with a configuration that a host of some version sends.
    pub(crate) fn with(world: &'world World, version: &str, config: &Value) -> Self {
        let core = Self::start(world);
        must(core.configure(version, config));
        core
    }

    /// A provider that is not configured yet.
    fn start(world: &'world World) -> Self {
        let identity = Identity::new();
        let program = env!("CARGO_BIN_EXE_terraform-provider-codeartifact");
        let mut command = command(program, Some(&identity));
        let inherited = std::env::vars().map(|(name, _)| name);
        for name in inherited.filter(|name| name.starts_with("AWS_") || name.starts_with("TF_")) {
            command.env_remove(name);
        }
        command.current_dir(world.directory()).envs(world.environment().iter().cloned());
        let plugin = world.wait(Plugin::start(command));
        let channel =
            world.wait(async { plugin.announced.connect(Credential::Certificate(&identity)) });
        let client = ProviderClient::new(channel).max_decoding_message_size(LARGEST_MESSAGE);
        Self { world, client, plugin, warned: RefCell::default(), opened: RefCell::default() }
    }

    /// Configures the provider, as a host of some version does.
    fn configure(&self, version: &str, config: &Value) -> Answer<()> {
        let config = kind::encode(&Type::Object(CodeArtifact::ATTRIBUTES), config);
        let terraform_version = version.to_owned();
        let request =
            configure_provider::Request { terraform_version, config, ..Default::default() };
        let answer = self.call(async |mut client| client.configure_provider(request).await);
        self.heard(answer.diagnostics)
    }

    /// Takes note of the warnings of an answer, which is a refusal if it has an error.
    fn heard(&self, diagnostics: Vec<Diagnostic>) -> Answer<()> {
        accept("a diagnostic", rules::diagnostics(&diagnostics));
        let severe = |it: &Diagnostic| it.severity() == Severity::Error;
        let (errors, warnings): (Vec<_>, Vec<_>) = diagnostics.into_iter().partition(severe);
        self.warned.borrow_mut().extend(warnings);
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// The warnings since this was asked last.
    fn warnings(&self) -> Vec<Diagnostic> {
        self.warned.take()
    }

    /// The answer of an rpc. To core an error of gRPC is a fault of the provider, whatever a user
    /// has done.
    pub(crate) fn call<T>(
        &self,
        send: impl AsyncFnOnce(Client) -> Result<Response<T>, Status>,
    ) -> T {
        let answer = self.world.wait(send(self.client.clone()));
        answer.expect("an answer").into_inner()
    }

    /// The largest memory that the provider ever had, in MiB.
    pub(crate) fn peak_memory(&self) -> f64 {
        self.plugin.peak_memory()
    }

    /// The generated client, for what goes on beside other things.
    pub(crate) fn client(&self) -> Client {
        self.client.clone()
    }
}

/// The errors among diagnostics, as `summary: detail`.
pub(crate) fn errors(diagnostics: &[Diagnostic]) -> Vec<String> {
    of_severity(diagnostics, Severity::Error)
}

/// The warnings among diagnostics, as `summary: detail`.
pub(crate) fn warnings(diagnostics: &[Diagnostic]) -> Vec<String> {
    of_severity(diagnostics, Severity::Warning)
}

fn of_severity(diagnostics: &[Diagnostic], severity: Severity) -> Vec<String> {
    accept("a diagnostic", rules::diagnostics(diagnostics));
    let wanted = diagnostics.iter().filter(|found| found.severity() == severity);
    wanted.map(|found| format!("{}: {}", found.summary, found.detail)).collect()
}

/// Demands that core would not have refused an answer.
fn accept(what: &str, breaches: Vec<String>) {
    assert!(breaches.is_empty(), "core refuses {what}: {breaches:#?}");
}
