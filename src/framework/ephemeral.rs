//! Ephemeral resources: what Terraform holds only while it runs, and never stores.

use std::future::Future;
use std::marker::PhantomData;

use async_trait::async_trait;

use super::answer;
use super::described::{Described, Description};
use super::diagnostic::Result;
use super::permissions::Permission;
use super::schema::Object;
use super::value::Value;

/// An ephemeral resource. What it opens ends by itself: CodeArtifact has nothing to renew or close.
pub(crate) trait Ephemeral: Object + Send + Sync + 'static {
    /// The type name after the provider's prefix.
    const NAME: &'static str;
    /// The operations of the service that it calls; they need to be permitted.
    const OPERATIONS: &'static [&'static str];
    /// The permissions that these do not tell: what they need beside them, or only in part.
    const PERMISSIONS: &'static [Permission] = &[];
    /// What the provider's configuration gives to every call.
    type Client: Send + Sync + 'static;

    /// Completes what the user asked for with what the service hands out.
    fn open(config: Self, client: &Self::Client) -> impl Future<Output = Result<Self>> + Send;
}

/// An [`Ephemeral`] without its types.
#[async_trait]
pub trait AnyEphemeral<C>: Described {
    /// See [`Ephemeral::open`].
    async fn open(&self, config: Value, client: &C) -> Result<Value>;
}

/// The twin of an [`Ephemeral`] without its types, for a registry.
pub(crate) struct Opened<E>(PhantomData<fn() -> E>);

/// Enters an [`Ephemeral`] into a registry.
pub(crate) const fn ephemeral<E: Ephemeral>() -> Opened<E> {
    Opened(PhantomData)
}

impl<E: Ephemeral> Described for Opened<E> {
    fn description(&self) -> Description {
        Description::of::<E>(E::NAME, E::OPERATIONS, &[]).with(E::PERMISSIONS)
    }
}

#[async_trait]
impl<E: Ephemeral> AnyEphemeral<E::Client> for Opened<E> {
    async fn open(&self, config: Value, client: &E::Client) -> Result<Value> {
        let opened = E::open(E::decode(config.clone())?, client).await?.encode();
        Ok(answer::keep_spelling(E::ATTRIBUTES, &config, opened))
    }
}
