//! The gRPC service: for each rpc decode, call the framework, encode.
//!
//! Architecture invariant: this is the only module that names generated types of the Terraform
//! protocol. Nothing here decides anything about a resource.

mod actions;
mod answer;
mod data_sources;
mod deferral;
mod ephemerals;
mod events;
mod functions;
mod identity;
mod lists;
mod paths;
pub mod proto;
mod provider;
mod resources;
mod rpcs;
mod schema;
#[cfg(test)]
mod tests;
mod texts;
mod values;

use std::sync::{Arc, PoisonError, RwLock};

use tokio_util::sync::CancellationToken;

use self::answer::Failure;
use self::proto::{DynamicValue, provider_server};
use crate::framework::diagnostic::Diagnostic;
use crate::framework::field::Field;
use crate::framework::provider::Provider;
use crate::framework::run::Run;
use crate::framework::schema::{Object, Type};

/// The largest message in either direction, in bytes; the providers of others have the same.
const LARGEST_MESSAGE: usize = 256 << 20;

/// A [`Provider`], served over gRPC.
pub struct Service<P: Provider> {
    configured: RwLock<Option<Configured<P>>>,
}

/// What the last configuration made, with which a run begins. A new one replaces it: in a debug
/// session one process serves many commands, and what one of them remembers does not concern the
/// next.
struct Configured<P: Provider> {
    /// None if the configuration was not wholly known.
    client: Option<Arc<P::Client>>,
    /// The version of the host.
    host_version: String,
    stop: CancellationToken,
    run: Arc<Run>,
}

impl<P: Provider> Service<P> {
    /// The server to give to the plugin.
    pub fn server() -> provider_server::ProviderServer<Self> {
        let service = Self { configured: RwLock::new(None) };
        provider_server::ProviderServer::new(service)
            .max_decoding_message_size(LARGEST_MESSAGE)
            .max_encoding_message_size(LARGEST_MESSAGE)
    }

    fn set(&self, configured: Configured<P>) {
        *self.configured.write().unwrap_or_else(PoisonError::into_inner) = Some(configured);
    }

    /// What the last configuration made, where there was one.
    fn look<T>(&self, look: impl FnOnce(&Configured<P>) -> T) -> Option<T> {
        self.configured.read().unwrap_or_else(PoisonError::into_inner).as_ref().map(look)
    }

    /// The client, or none if the provider's configuration is not known yet.
    fn client_if_known(&self) -> Result<Option<Arc<P::Client>>, Failure> {
        let early = || Diagnostic::bug("The provider was called before it was configured.").into();
        self.look(|configured| configured.client.clone()).ok_or_else(early)
    }

    fn client(&self) -> Result<Arc<P::Client>, Failure> {
        let unknown = || {
            Diagnostic::error(
                "The configuration of the provider is not known yet",
                "It depends on values that are known only after apply. First apply the resources that provide them, \
                 for instance with -target.",
            )
        };
        self.client_if_known()?.ok_or_else(|| unknown().into())
    }

    /// The client for the calls of a module that may have said something of itself.
    fn client_for(&self, module: Option<DynamicValue>) -> Result<Arc<P::Client>, Failure> {
        let client = self.client()?;
        let module = values::decode(&Type::Object(P::Module::ATTRIBUTES), module)?;
        if module.is_null() || !module.is_known() {
            return Ok(client);
        }
        let summary = "Could not read `provider_meta`";
        let module = P::Module::decode(module).map_err(|error| error.into_diagnostic(summary))?;
        Ok(Arc::new(P::for_module(&client, module)))
    }

    /// What a rpc that goes on for long works with: the client, and the wish to stop.
    fn running(&self) -> Result<(Arc<P::Client>, CancellationToken), Failure> {
        let client = self.client()?;
        let stop = self.look(|configured| configured.stop.clone());
        Ok((client, stop.unwrap_or_default()))
    }

    /// What the run remembers that the last configuration began.
    fn run(&self) -> Arc<Run> {
        self.look(|configured| Arc::clone(&configured.run)).unwrap_or_default()
    }

    /// Ends what waits. Calls that are under way finish.
    fn stop_waiting(&self) {
        self.look(|configured| configured.stop.cancel());
    }

    /// Finds what Terraform calls `full` in a registry.
    fn find<T>(
        kind: &str,
        full: &str,
        mut known: impl Iterator<Item = T>,
        name: impl Fn(&T) -> &'static str,
    ) -> Result<T, Failure> {
        let bare = full.strip_prefix(P::NAME).and_then(|rest| rest.strip_prefix('_'));
        let bare = bare.unwrap_or(full);
        let found = known.find(|entry| name(entry) == bare);
        found.ok_or_else(|| Diagnostic::bug(format!("There is no {kind} {full:?}.")).into())
    }
}
