//! Lists: what exists of one kind of managed resource, as `terraform query` asks for it.

use std::marker::PhantomData;

use futures::future::join_all;
use futures::stream::{self, BoxStream};
use futures::{Stream, StreamExt, TryStreamExt};

use super::apply;
use super::described::{Described, Description};
use super::diagnostic::{Diagnostic, Error, Result};
use super::field::Field;
use super::identity::identity;
use super::path::Path;
use super::permissions::Permission;
use super::private::Kept;
use super::resource::{AnyResource, Resource, managed};
use super::schema::Object;
use super::validate::Rule;
use super::value::Value;

/// How many objects are read at once.
const AT_ONCE: usize = 8;

/// The objects of a [`Resource`] that exist. The struct is what the user asks with.
pub(crate) trait List<R: Resource>: Object + Send + Sync + 'static {
    /// The operations of the service that it calls; they need to be permitted. Those
    /// that read the objects are the resource's.
    const OPERATIONS: &'static [&'static str];
    /// The permissions that these do not tell: what they need beside them, or only in part.
    const PERMISSIONS: &'static [Permission] = &[];
    /// What holds across attributes.
    const RULES: &'static [Rule] = &[];
    /// Whether whatever has a key exists. Where it need not, it is read before it counts.
    const CERTAIN: bool = true;

    /// What names the objects, with every part known. The stream asks the service for no more than
    /// is taken from it.
    fn keys(self, client: &R::Client) -> impl Stream<Item = Result<R::Key>> + Send;
}

/// How much of a list is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// The most results.
    pub limit: usize,
    /// Whether the objects themselves are wanted beside their identities.
    pub objects: bool,
}

/// A result of a list.
#[derive(Debug)]
pub enum Found {
    /// An object.
    Object {
        /// Its identity.
        identity: Value,
        /// What it is called: the text that it can be imported by.
        name: String,
        /// Its state, if that was wanted.
        state: Option<Value>,
    },
    /// Something that may be one and cannot be read: a warning.
    Unreadable(Diagnostic),
}

/// A `List` without its types.
pub trait AnyList<C>: Described {
    /// What there is, in the order of the service. Nothing is asked for before it is needed.
    fn list<'a>(
        &'a self,
        config: Value,
        wanted: Wanted,
        client: &'a C,
    ) -> BoxStream<'a, Result<Found>>;
}

/// The twin of a [`List`] without its types, for a registry.
pub(crate) struct Listed<R, L>(PhantomData<fn() -> (R, L)>);

/// Enters a [`List`] into a registry.
pub(crate) const fn list<R: Resource, L: List<R>>() -> Listed<R, L> {
    Listed(PhantomData)
}

impl<R: Resource, L: List<R>> Described for Listed<R, L> {
    fn description(&self) -> Description {
        Description::of::<L>(R::NAME, L::OPERATIONS, L::RULES).with(L::PERMISSIONS)
    }
}

impl<R: Resource, L: List<R>> AnyList<R::Client> for Listed<R, L> {
    fn list<'a>(
        &'a self,
        config: Value,
        wanted: Wanted,
        client: &'a R::Client,
    ) -> BoxStream<'a, Result<Found>> {
        match L::decode(config) {
            Ok(asked) => {
                let reads = wanted.objects || !L::CERTAIN;
                results::<R>(asked.keys(client), wanted, reads, client).boxed()
            }
            Err(error) => stream::once(async { Err(error) }).boxed(),
        }
    }
}

/// What there is behind the keys. They are taken in batches that are never larger than what is
/// still wanted, so that no page is asked for in vain.
fn results<'a, R: Resource>(
    keys: impl Stream<Item = Result<R::Key>> + Send + 'a,
    wanted: Wanted,
    reads: bool,
    client: &'a R::Client,
) -> impl Stream<Item = Result<Found>> + Send + 'a {
    let begin = (Box::pin(keys.fuse()), wanted.limit);
    let batches = stream::try_unfold(begin, move |(mut keys, left)| async move {
        let batch: Result<Vec<R::Key>> = keys.by_ref().take(left.min(AT_ONCE)).try_collect().await;
        let batch = batch?;
        if batch.is_empty() {
            return Ok::<_, Error>(None);
        }
        let look = batch.into_iter().map(|key| look::<R>(key, wanted.objects, reads, client));
        let found: Vec<Found> = join_all(look).await.into_iter().flatten().collect();
        let objects = found.iter().filter(|found| matches!(found, Found::Object { .. }));
        let left = left - objects.count();
        Ok(Some((stream::iter(found.into_iter().map(Ok)), (keys, left))))
    });
    batches.try_flatten()
}

/// The object with this key; nothing where it was read and is not there.
async fn look<R: Resource>(
    key: R::Key,
    shows: bool,
    reads: bool,
    client: &R::Client,
) -> Option<Found> {
    let (resource, name) = (managed::<R>(), key.to_string());
    let stub = resource.import_identity(key.encode());
    let found = match stub {
        Ok(stub) if reads => apply::refresh(&resource, Kept::bare(stub), client).await,
        stub => stub.map(Kept::bare),
    };
    match found {
        Ok(kept) => (!kept.state.is_null()).then(|| Found::Object {
            identity: identity(&resource, &kept),
            name,
            state: shows.then_some(kept.state),
        }),
        Err(error) => {
            let summary = format!("{name} could not be read and is omitted");
            Some(Found::Unreadable(Diagnostic::warning(summary, error.cause, Path::ROOT)))
        }
    }
}
