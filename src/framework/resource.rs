//! Managed resources: a struct and four verbs.

use std::fmt::Display;
use std::future::Future;
use std::marker::PhantomData;
use std::str::FromStr;

use async_trait::async_trait;
use serde_json::Value as Json;

use super::described::{Described, Description};
use super::diagnostic::{Diagnostic, Error, Result};
use super::field::Field;
use super::loss::Loss;
use super::moves::Move;
use super::permissions::Permission;
use super::plan::{self, Change};
use super::schema::{Attribute, Object, Type};
use super::validate::{self, Rule};
use super::value::Value;
use super::{json, unset};

#[cfg(test)]
mod tests;

/// A managed resource. Everything that Terraform may ask of it is here.
///
/// At apply time the configuration is known, so `create` and `update` never meet an unknown in a
/// field that the user sets. Partial failure is the framework's business: see `apply`.
pub(crate) trait Resource: Object + Send + Sync + 'static {
    /// The type name after the provider's prefix.
    const NAME: &'static str;
    /// The operations of the service that it calls; they need to be permitted.
    const OPERATIONS: &'static [&'static str];
    /// The permissions that these do not tell: what they need beside them, or only in part.
    const PERMISSIONS: &'static [Permission] = &[];
    /// The version of the state's schema.
    const VERSION: i64 = 0;
    /// What holds across attributes.
    const RULES: &'static [Rule] = &[];
    /// What it can take over from other providers.
    const MOVES: &'static [Move] = &[];
    /// What names one of these: a group of its attributes that are known before it exists.
    type Key: Key;
    /// What the provider's configuration gives to every call.
    type Client: Send + Sync + 'static;

    /// What names the object that a key leads to, in a text: two keys with the same lead to one
    /// object.
    fn object(key: &Self::Key) -> String {
        key.to_string()
    }

    /// The resource's own part of the plan; without a client where the provider's configuration is
    /// not known yet. It makes no call.
    ///
    /// # Errors
    /// What can be refused before apply.
    fn plan(_change: &mut Change, _client: Option<&Self::Client>) -> Result<()> {
        Ok(())
    }

    /// The one call that brings the object into being.
    fn create(plan: Self, client: &Self::Client) -> impl Future<Output = Result<Self>> + Send;

    /// What is left to do after that call, before the object is what was planned.
    fn finish(
        _plan: Self,
        made: Self,
        _client: &Self::Client,
    ) -> impl Future<Output = Result<Self>> + Send {
        async { Ok(made) }
    }

    /// The object as it is now, or nothing if it does not exist. An object that cannot be read is
    /// an error, and never counts as deleted.
    fn read(
        key: Self::Key,
        client: &Self::Client,
    ) -> impl Future<Output = Result<Option<Self>>> + Send;

    /// Changes in place. A service that only knows `Put` needs no more than this.
    fn update(
        plan: Self,
        _prior: Self,
        client: &Self::Client,
    ) -> impl Future<Output = Result<Self>> + Send {
        Self::create(plan, client)
    }

    /// Removes the object; one that does not exist is not an error.
    fn delete(prior: Self, client: &Self::Client) -> impl Future<Output = Result<()>> + Send;

    /// Adds to an answer what only the state or the plan `before` it knows. Before an import's
    /// first read that is no more than the key.
    ///
    /// # Errors
    /// `before` cannot be understood, or a call that completes the answer failed.
    fn settle(
        found: Self,
        _before: &Value,
        _client: &Self::Client,
    ) -> impl Future<Output = Result<Self>> + Send {
        async { Ok(found) }
    }

    /// What goes with the object of this state where it is deleted.
    fn loss(_state: &Value) -> Option<Loss> {
        None
    }

    /// What the user should know of an object that has just been made or changed, and what is not
    /// an error.
    fn remarks(_state: &Self, _client: &Self::Client) -> Vec<Diagnostic> {
        Vec::new()
    }

    /// Adds to a generated configuration what a person would write and no state can know.
    fn write_down(_config: &mut Value) {}

    /// Brings a state of an older schema to the current one.
    ///
    /// # Errors
    /// There is no way from that version.
    fn upgrade(version: i64, _state: Json) -> Result<Json> {
        Err(Error::new(format!("version {version} of its state cannot be upgraded")))
    }
}

/// What names an object: an `object!` of some of its attributes, with a text form that users
/// import by.
pub(crate) trait Key: Object + FromStr<Err = Error> + Display + Send + Sync {}
impl<T: Object + FromStr<Err = Error> + Display + Send + Sync> Key for T {}

/// A `Resource` without its types: values in, values out.
#[async_trait]
pub trait AnyResource<C>: Described {
    /// The version of the state's schema.
    fn version(&self) -> i64;
    /// The attributes of the key in reading order.
    fn key_attributes(&self) -> &'static [Attribute];
    /// What it can take over from other providers.
    fn moves(&self) -> &'static [Move];
    /// The text of the key of a state or plan, where its attributes are known.
    fn key(&self, state: &Value) -> Option<String>;
    /// See `Resource::object`, where the attributes of the key are known.
    fn object(&self, state: &Value) -> Option<String>;
    /// Decodes a stored state of the schema's `version`.
    fn upgrade(&self, version: i64, state: Json) -> Result<Value>;
    /// The stub of a state that a read can complete, from the text of a key.
    fn import(&self, id: &str) -> Result<Value>;
    /// The same from an [`identity`](super::identity).
    fn import_identity(&self, identity: Value) -> Result<Value>;
    /// Plans a change.
    fn plan(&self, change: Change, client: Option<&C>) -> Result<Change>;
    /// See `Resource::loss`.
    fn loss(&self, state: &Value) -> Option<Loss>;
    /// See `Resource::write_down`.
    fn write_down(&self, config: &mut Value);
    /// See `Resource::remarks`.
    fn remarks(&self, state: &Value, client: &C) -> Vec<Diagnostic>;
    /// See `Resource::read`.
    async fn read(&self, state: &Value, client: &C) -> Result<Option<Value>>;
    /// See `Resource::create`.
    async fn create(&self, plan: &Value, client: &C) -> Result<Value>;
    /// See `Resource::finish`.
    async fn finish(&self, plan: &Value, made: Value, client: &C) -> Result<Value>;
    /// See `Resource::update`.
    async fn update(&self, plan: &Value, prior: &Value, client: &C) -> Result<Value>;
    /// See `Resource::delete`.
    async fn delete(&self, prior: Value, client: &C) -> Result<()>;
}

/// The twin of a `Resource` without its types, for a registry.
pub(crate) struct Managed<R>(PhantomData<fn() -> R>);

/// Enters a [`Resource`] into a registry.
pub(crate) const fn managed<R: Resource>() -> Managed<R> {
    Managed(PhantomData)
}

impl<R: Resource> Described for Managed<R> {
    fn description(&self) -> Description {
        Description::of::<R>(R::NAME, R::OPERATIONS, R::RULES).with(R::PERMISSIONS)
    }
}

#[async_trait]
impl<R: Resource> AnyResource<R::Client> for Managed<R> {
    fn version(&self) -> i64 {
        R::VERSION
    }

    fn key_attributes(&self) -> &'static [Attribute] {
        R::Key::ATTRIBUTES
    }

    fn moves(&self) -> &'static [Move] {
        R::MOVES
    }

    fn key(&self, state: &Value) -> Option<String> {
        R::Key::within(state).ok().map(|key| key.to_string())
    }

    fn object(&self, state: &Value) -> Option<String> {
        R::Key::within(state).ok().map(|key| R::object(&key))
    }

    fn upgrade(&self, version: i64, state: Json) -> Result<Value> {
        let current = if version == R::VERSION { state } else { R::upgrade(version, state)? };
        Ok(unset::filled(R::ATTRIBUTES, json::decode(&R::TYPE, current)?))
    }

    fn import(&self, id: &str) -> Result<Value> {
        stub::<R>(id.parse()?)
    }

    fn import_identity(&self, identity: Value) -> Result<Value> {
        stub::<R>(R::Key::decode(identity)?)
    }

    fn plan(&self, change: Change, client: Option<&R::Client>) -> Result<Change> {
        plan::plan(R::ATTRIBUTES, change, |change| R::plan(change, client))
    }

    fn loss(&self, state: &Value) -> Option<Loss> {
        R::loss(state)
    }

    fn write_down(&self, config: &mut Value) {
        R::write_down(config);
    }

    fn remarks(&self, state: &Value, client: &R::Client) -> Vec<Diagnostic> {
        R::decode(state.clone()).map_or_else(|_| Vec::new(), |state| R::remarks(&state, client))
    }

    async fn read(&self, state: &Value, client: &R::Client) -> Result<Option<Value>> {
        let key = R::Key::within(state)?;
        match R::read(key, client).await? {
            Some(found) => R::settle(found, state, client).await.map(|found| Some(found.encode())),
            None => Ok(None),
        }
    }

    async fn create(&self, plan: &Value, client: &R::Client) -> Result<Value> {
        R::create(R::decode(plan.clone())?, client).await.map(R::encode)
    }

    async fn finish(&self, plan: &Value, made: Value, client: &R::Client) -> Result<Value> {
        let finished = R::finish(R::decode(plan.clone())?, R::decode(made)?, client).await?;
        R::settle(finished, plan, client).await.map(R::encode)
    }

    async fn update(&self, plan: &Value, prior: &Value, client: &R::Client) -> Result<Value> {
        let (plan_, prior) = (R::decode(plan.clone())?, R::decode(prior.clone())?);
        let updated = R::update(plan_, prior, client).await?;
        R::settle(updated, plan, client).await.map(R::encode)
    }

    async fn delete(&self, prior: Value, client: &R::Client) -> Result<()> {
        R::delete(R::decode(prior)?, client).await
    }
}

/// A state with no more than the key.
///
/// # Errors
/// A part of the key cannot name anything, so that nothing need be asked.
fn stub<R: Resource>(key: R::Key) -> Result<Value> {
    let key = key.encode().without_unknowns();
    let mut report = Vec::new();
    validate::texts(R::Key::ATTRIBUTES, &key, &mut report);
    if !report.is_empty() {
        let faults: Vec<_> =
            report.iter().map(|it| format!("`{}` {}.", it.path, it.cause)).collect();
        return Err(Error::new(faults.join("\n")));
    }
    let attributes = R::ATTRIBUTES.iter().filter(|attribute| attribute.is_stored());
    let stub =
        attributes.map(|attribute| (attribute.name.to_owned(), key.get(attribute.name).clone()));
    Ok(unset::filled(R::ATTRIBUTES, stub.collect()))
}

/// The type of a resource's state, for the codecs.
pub fn state_type<C>(resource: &dyn AnyResource<C>) -> Type {
    Type::Object(resource.attributes())
}
