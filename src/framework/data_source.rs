//! Data sources: a struct and one verb.

use std::{future::Future, marker::PhantomData};

use async_trait::async_trait;

use super::{
    answer,
    diagnostic::{Error, Result},
    path::Path,
    schema::{Attribute, Object},
    validate::Rule,
    value::Value,
};

/// A data source.
pub trait DataSource: Object + Send + Sync + 'static {
    /// The type name after the provider's prefix.
    const NAME: &'static str;
    /// The operations of the service that it calls; its credentials need permission for them.
    const OPERATIONS: &'static [&'static str];
    /// What holds across attributes.
    const RULES: &'static [Rule] = &[];
    /// What the provider's configuration gives to every call.
    type Client: Send + Sync + 'static;

    /// Completes what the user asked for with what the service knows.
    fn read(config: Self, client: &Self::Client) -> impl Future<Output = Result<Self>> + Send;
}

/// A [`DataSource`] without its types.
#[async_trait]
pub trait AnyDataSource<C>: Send + Sync {
    /// The type name after the provider's prefix.
    fn name(&self) -> &'static str;
    /// The description, as the doc comment has it.
    fn doc(&self) -> &'static str;
    /// The operations of the service that it calls.
    fn operations(&self) -> &'static [&'static str];
    /// The attributes in reading order.
    fn attributes(&self) -> &'static [Attribute];
    /// What holds across attributes.
    fn rules(&self) -> &'static [Rule];
    /// Reports what is wrong with a configuration.
    fn validate(&self, config: &Value) -> Vec<Error>;
    /// See [`DataSource::read`].
    async fn read(&self, config: Value, client: &C) -> Result<Value>;
}

/// The twin of a [`DataSource`] without its types, for a registry.
pub struct Data<D>(PhantomData<fn() -> D>);

/// Enters a [`DataSource`] into a registry.
pub const fn data<D: DataSource>() -> Data<D> {
    Data(PhantomData)
}

#[async_trait]
impl<D: DataSource> AnyDataSource<D::Client> for Data<D> {
    fn name(&self) -> &'static str {
        D::NAME
    }

    fn doc(&self) -> &'static str {
        D::DOC
    }

    fn operations(&self) -> &'static [&'static str] {
        D::OPERATIONS
    }

    fn attributes(&self) -> &'static [Attribute] {
        D::ATTRIBUTES
    }

    fn rules(&self) -> &'static [Rule] {
        D::RULES
    }

    fn validate(&self, config: &Value) -> Vec<Error> {
        let mut report = Vec::new();
        D::check(config, &Path::ROOT, &mut report);
        D::RULES.iter().for_each(|rule| rule.check(config, &mut report));
        report
    }

    async fn read(&self, config: Value, client: &D::Client) -> Result<Value> {
        let found = D::read(D::decode(config.clone())?, client).await?.encode();
        Ok(answer::keep_spelling(D::ATTRIBUTES, &config, found))
    }
}
