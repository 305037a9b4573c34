//! Actions: what is done when it is asked for, and leaves nothing in the state.

use std::future::Future;
use std::marker::PhantomData;

use async_trait::async_trait;
use futures::future::BoxFuture;
use tokio_util::sync::CancellationToken;

use super::described::{Described, Description};
use super::diagnostic::Result;
use super::permissions::Permission;
use super::schema::Object;
use super::validate::Rule;
use super::value::Value;

/// An action. The struct is what the user configures.
pub trait Action: Object + Send + Sync + 'static {
    /// The type name after the provider's prefix.
    const NAME: &'static str;
    /// The operations of the service that it calls; they need to be permitted.
    const OPERATIONS: &'static [&'static str];
    /// The permissions that these do not tell: what they need beside them, or only in part.
    const PERMISSIONS: &'static [Permission] = &[];
    /// What holds across attributes.
    const RULES: &'static [Rule] = &[];
    /// What the provider's configuration gives to every call.
    type Client: Send + Sync + 'static;

    /// Does it, step by step, and says how far it is. Between two steps it looks whether it must
    /// stop, and then fails with what was done and what was not.
    fn invoke(
        self,
        progress: &Progress,
        client: &Self::Client,
    ) -> impl Future<Output = Result<()>> + Send;
}

/// Where an action says how far it is, and learns whether to go on.
pub struct Progress {
    say: Say,
    stop: CancellationToken,
}

/// Takes a message to the user.
type Say = Box<dyn Fn(String) -> BoxFuture<'static, ()> + Send + Sync>;

impl Progress {
    /// Messages go to `say`; once `stop` is cancelled, the action must stop.
    pub fn new(say: Say, stop: CancellationToken) -> Self {
        Self { say, stop }
    }

    /// Tells the user something.
    pub async fn say(&self, message: impl Into<String>) {
        (self.say)(message.into()).await;
    }

    /// Whether the next step must not begin.
    pub fn must_stop(&self) -> bool {
        self.stop.is_cancelled()
    }
}

/// An [`Action`] without its types.
#[async_trait]
pub trait AnyAction<C>: Described {
    /// See [`Action::invoke`].
    async fn invoke(&self, config: Value, progress: &Progress, client: &C) -> Result<()>;
}

/// The twin of an [`Action`] without its types, for a registry.
pub struct Invoked<A>(PhantomData<fn() -> A>);

/// Enters an [`Action`] into a registry.
pub const fn action<A: Action>() -> Invoked<A> {
    Invoked(PhantomData)
}

impl<A: Action> Described for Invoked<A> {
    fn description(&self) -> Description {
        Description::of::<A>(A::NAME, A::OPERATIONS, A::RULES).with(A::PERMISSIONS)
    }
}

#[async_trait]
impl<A: Action> AnyAction<A::Client> for Invoked<A> {
    async fn invoke(&self, config: Value, progress: &Progress, client: &A::Client) -> Result<()> {
        A::decode(config)?.invoke(progress, client).await
    }
}
