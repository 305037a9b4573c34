//! Ephemeral resources: what Terraform holds only while it runs, and never stores.

use std::{future::Future, marker::PhantomData};

use async_trait::async_trait;

use super::{
    answer,
    diagnostic::{Error, Result},
    path::Path,
    schema::{Attribute, Object},
    value::Value,
};

/// An ephemeral resource. What it opens ends by itself: CodeArtifact has nothing to renew or close.
pub trait Ephemeral: Object + Send + Sync + 'static {
    /// The type name after the provider's prefix.
    const NAME: &'static str;
    /// The operations of the service that it calls; its credentials need permission for them.
    const OPERATIONS: &'static [&'static str];
    /// What the provider's configuration gives to every call.
    type Client: Send + Sync + 'static;

    /// Completes what the user asked for with what the service hands out.
    fn open(config: Self, client: &Self::Client) -> impl Future<Output = Result<Self>> + Send;
}

/// An [`Ephemeral`] without its types.
#[async_trait]
pub trait AnyEphemeral<C>: Send + Sync {
    /// The type name after the provider's prefix.
    fn name(&self) -> &'static str;
    /// The description, as the doc comment has it.
    fn doc(&self) -> &'static str;
    /// The operations of the service that it calls.
    fn operations(&self) -> &'static [&'static str];
    /// The attributes in reading order.
    fn attributes(&self) -> &'static [Attribute];
    /// Reports what is wrong with a configuration.
    fn validate(&self, config: &Value) -> Vec<Error>;
    /// See [`Ephemeral::open`].
    async fn open(&self, config: Value, client: &C) -> Result<Value>;
}

/// The twin of an [`Ephemeral`] without its types, for a registry.
pub struct Opened<E>(PhantomData<fn() -> E>);

/// Enters an [`Ephemeral`] into a registry.
pub const fn ephemeral<E: Ephemeral>() -> Opened<E> {
    Opened(PhantomData)
}

#[async_trait]
impl<E: Ephemeral> AnyEphemeral<E::Client> for Opened<E> {
    fn name(&self) -> &'static str {
        E::NAME
    }

    fn doc(&self) -> &'static str {
        E::DOC
    }

    fn operations(&self) -> &'static [&'static str] {
        E::OPERATIONS
    }

    fn attributes(&self) -> &'static [Attribute] {
        E::ATTRIBUTES
    }

    fn validate(&self, config: &Value) -> Vec<Error> {
        let mut report = Vec::new();
        E::check(config, &Path::ROOT, &mut report);
        report
    }

    async fn open(&self, config: Value, client: &E::Client) -> Result<Value> {
        let opened = E::open(E::decode(config.clone())?, client).await?.encode();
        Ok(answer::keep_spelling(E::ATTRIBUTES, &config, opened))
    }
}
