//! The provider: its own configuration, and the registries of what it offers.

use std::collections::BTreeSet;
use std::future::Future;

use tokio_util::sync::CancellationToken;

use super::action::AnyAction;
use super::data_source::AnyDataSource;
use super::diagnostic::{Diagnostic, Error, Result};
use super::ephemeral::AnyEphemeral;
use super::function::AnyFunction;
use super::list::AnyList;
use super::resource::AnyResource;
use super::schema::Object;
use super::validate::Rule;
use super::value::Value;

/// A provider. The struct that implements it is its configuration block.
pub trait Provider: Object + Send + Sync + 'static {
    /// The prefix of its types.
    const NAME: &'static str;
    /// The name of its service, as people write it.
    const TITLE: &'static str;
    /// What holds across the arguments of its configuration.
    const RULES: &'static [Rule] = &[];
    /// What the configuration gives to every call.
    type Client: Send + Sync + 'static;
    /// What a module may say of itself, in its `provider_meta` block.
    type Module: Object;
    /// Its managed resources in reading order.
    const RESOURCES: &'static [&'static dyn AnyResource<Self::Client>];
    /// The lists of its managed resources in reading order.
    const LISTS: &'static [&'static dyn AnyList<Self::Client>];
    /// Its data sources in reading order.
    const DATA_SOURCES: &'static [&'static dyn AnyDataSource<Self::Client>];
    /// Its ephemeral resources in reading order.
    const EPHEMERALS: &'static [&'static dyn AnyEphemeral<Self::Client>];
    /// Its actions in reading order.
    const ACTIONS: &'static [&'static dyn AnyAction<Self::Client>];
    /// Its functions in reading order.
    const FUNCTIONS: &'static [&'static dyn AnyFunction];

    /// The heading of the registry's menu under which the page of something with this name is.
    fn subcategory(name: &str) -> &'static str;

    /// Whether a configuration is known as far as a client needs it. Only what nothing depends on
    /// before apply may be unknown.
    fn suffices(config: &Value) -> bool {
        config.is_known()
    }

    /// Makes the client, without a call to the service.
    ///
    /// # Errors
    /// The configuration cannot work.
    fn configure(self, host: Host)
    -> impl Future<Output = Result<Configured<Self::Client>>> + Send;

    /// What may be meant by a value that cannot be.
    fn hint(fault: &Error) -> Option<String>;

    /// What permissions call an action: an operation of the service, or that of another.
    fn action(name: &str) -> String;

    /// A policy that permits actions, in statements with a name each, as its users write it.
    fn policy(statements: &[Statement]) -> String;

    /// Takes out of a generated configuration what goes without saying to this client.
    fn leave_out(_config: &mut Value, _client: &Self::Client) {}

    /// The client for the calls of one module.
    fn for_module(client: &Self::Client, module: Self::Module) -> Self::Client;
}

/// A name, which may be empty, and the actions that are permitted.
pub type Statement = (&'static str, BTreeSet<&'static str>);

/// What a configuration makes.
#[derive(Debug)]
pub struct Configured<C> {
    /// What it gives to every call.
    pub client: C,
    /// What works and may not be meant.
    pub warnings: Vec<Diagnostic>,
}

/// What the program that runs the provider says of itself.
#[derive(Debug, Clone)]
pub struct Host {
    /// Its version.
    pub terraform_version: String,
    /// Cancelled when it wants calls to stop waiting.
    pub stop: CancellationToken,
}
