//! Data sources: a struct and one verb.

use std::future::Future;
use std::marker::PhantomData;

use async_trait::async_trait;

use super::answer;
use super::described::{Described, Description};
use super::diagnostic::Result;
use super::permissions::Permission;
use super::schema::Object;
use super::validate::Rule;
use super::value::Value;

/// A data source.
pub(crate) trait DataSource: Object + Send + Sync + 'static {
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

    /// Completes what the user asked for with what the service knows.
    fn read(config: Self, client: &Self::Client) -> impl Future<Output = Result<Self>> + Send;
}

/// A [`DataSource`] without its types.
#[async_trait]
pub trait AnyDataSource<C>: Described {
    /// See [`DataSource::read`].
    async fn read(&self, config: Value, client: &C) -> Result<Value>;
}

/// The twin of a [`DataSource`] without its types, for a registry.
pub(crate) struct Data<D>(PhantomData<fn() -> D>);

/// Enters a [`DataSource`] into a registry.
pub(crate) const fn data<D: DataSource>() -> Data<D> {
    Data(PhantomData)
}

impl<D: DataSource> Described for Data<D> {
    fn description(&self) -> Description {
        Description::of::<D>(D::NAME, D::OPERATIONS, D::RULES).with(D::PERMISSIONS)
    }
}

#[async_trait]
impl<D: DataSource> AnyDataSource<D::Client> for Data<D> {
    async fn read(&self, config: Value, client: &D::Client) -> Result<Value> {
        let found = D::read(D::decode(config.clone())?, client).await?.encode();
        Ok(answer::keep_spelling(D::ATTRIBUTES, &config, found))
    }
}
