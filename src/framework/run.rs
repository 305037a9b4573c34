//! What one run of the provider remembers, from its configuration to its end: the objects that it
//! has planned and written, and those that it kept unfinished.
//!
//! One object can be at two addresses: renamed without a `moved` block, moved along a list, or
//! created before it is destroyed. Terraform then asks for a creation and for a deletion of the
//! same object, in any order or at once. The creation is what the configuration wants. So the
//! changes of one object take turns, a deletion that comes after a creation does nothing, and a
//! creation that is refused lets the deletions go first that wait. Two creations mean two resources
//! for one object that would overwrite each other: the second is refused, by its plan
//! already where that knows what the object is, see [`claims`](super::claims).

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Mutex as Lock, OwnedMutexGuard};

use super::claims::Claims;
use super::resource::AnyResource;
use super::schema::{Attribute, only};
use super::unfinished::Session;
use super::value::Value;

/// What one run of the provider remembers.
#[derive(Debug, Default)]
pub(crate) struct Run {
    /// The unfinished objects that a replacement kept.
    pub(crate) unfinished: Session,
    /// The objects that are planned.
    pub(crate) claims: Claims,
    places: Mutex<BTreeMap<(&'static str, String), Arc<Place>>>,
}

/// Where objects of one name are: one for each account and Region that it has been said of.
#[derive(Debug, Default)]
struct Place {
    /// Where those are that this run has written, as the plans and as the states say it.
    written: Arc<Lock<Vec<Value>>>,
    /// How many deletions wait for their turn.
    deletions: AtomicUsize,
}

/// The time in which nothing else changes an object.
#[derive(Debug)]
pub(crate) struct Turn {
    place: Arc<Place>,
    written: OwnedMutexGuard<Vec<Value>>,
    whereabouts: Value,
}

/// A deletion that waits for its turn, or is given up.
struct Waiting<'a>(&'a Place);

impl<'a> Waiting<'a> {
    fn at(place: &'a Place) -> Self {
        place.deletions.fetch_add(1, Ordering::SeqCst);
        Self(place)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.deletions.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Run {
    /// Waits for the turn of the change that makes or changes the object in a plan.
    pub(crate) async fn turn<C>(&self, resource: &dyn AnyResource<C>, planned: &Value) -> Turn {
        Turn::at(self.place(resource, planned), whereabouts(resource, planned)).await
    }

    /// Waits for the turn of the deletion of the object in a state.
    pub(crate) async fn deletion<C>(&self, resource: &dyn AnyResource<C>, prior: &Value) -> Turn {
        let place = self.place(resource, prior);
        let _waiting = Waiting::at(&place);
        Turn::at(Arc::clone(&place), whereabouts(resource, prior)).await
    }

    /// The place of an object; one of its own where it has no name yet.
    fn place<C>(&self, resource: &dyn AnyResource<C>, state: &Value) -> Arc<Place> {
        let Some(object) = resource.object(state) else { return Arc::default() };
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(places.entry((resource.name(), object)).or_default())
    }
}

impl Turn {
    async fn at(place: Arc<Place>, whereabouts: Value) -> Self {
        let written = Arc::clone(&place.written).lock_owned().await;
        Self { place, written, whereabouts }
    }

    /// Whether this run has written the object.
    pub(crate) fn is_of_something_written(&self) -> bool {
        self.written.contains(&self.whereabouts)
    }

    /// Remembers that the object was written, and that this is its state.
    pub(crate) fn note<C>(&mut self, resource: &dyn AnyResource<C>, state: &Value) {
        self.written.extend([self.whereabouts.clone(), whereabouts(resource, state)]);
    }

    /// Lets the deletions go first that wait; nothing if there are none, and then this turn is
    /// over.
    pub(crate) async fn after_deletions(self) -> Option<Self> {
        let Self { place, written, whereabouts } = self;
        drop(written);
        let some_wait = place.deletions.load(Ordering::SeqCst) > 0;
        if some_wait { Some(Self::at(place, whereabouts).await) } else { None }
    }
}

/// Where the object is: what of its key the service may say, its account and its Region.
fn whereabouts<C>(resource: &dyn AnyResource<C>, state: &Value) -> Value {
    let said = resource.key_attributes().iter().filter(|it| it.is_computed());
    only(&said.copied().collect::<Vec<Attribute>>(), state)
}
