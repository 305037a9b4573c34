//! Injected faults: what goes wrong, at which operation, and how often.

mod order;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::watch;

use self::order::Effect;
pub(crate) use self::order::When;
pub use self::order::{Fault, Occasion};
use crate::model::failure::{Failure, Interruption};

/// An injected fault: how often it was met, and whether its requests are released.
#[derive(Clone, Debug)]
pub(crate) struct Armed {
    id: u64,
    met: watch::Sender<u64>,
    released: watch::Sender<bool>,
}

impl Armed {
    /// Number of requests that have met the fault.
    pub(crate) fn count(&self) -> u64 {
        *self.met.borrow()
    }

    /// Waits until this many requests have met the fault.
    pub(crate) async fn met(&self, times: u64) {
        let mut met = self.met.subscribe();
        // The sender lives in `self`, so the wait cannot fail.
        let _ = met.wait_for(|met| *met >= times).await;
    }

    /// Releases all requests that wait at this fault, now and later.
    pub(crate) fn release(&self) {
        self.released.send_replace(true);
    }

    /// Number of the fault on the control path.
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    async fn until_released(&self) {
        let mut released = self.released.subscribe();
        // The sender lives in `self`, so the wait cannot fail.
        let _ = released.wait_for(|released| *released).await;
    }
}

/// The faults of an emulator, in the order in which they were given.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    entries: Mutex<Entries>,
}

#[derive(Debug, Default)]
struct Entries {
    last_id: u64,
    all: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    fault: Fault,
    skip: u64,
    left: Option<u64>,
    dice: fastrand::Rng,
    armed: Armed,
}

impl Entry {
    /// Whether the fault strikes, by its probability.
    fn is_struck_by_chance(&mut self) -> bool {
        self.fault.chance.is_none_or(|chance| self.dice.f64() < chance.probability)
    }
}

/// How the answer of a request ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// As it should.
    Whole,
    /// In its middle.
    Cut,
}

/// What is to be done with a request that has met its faults.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Met {
    /// How its answer ends.
    pub(crate) ending: Ending,
    /// How long what it changes is hidden.
    pub(crate) hidden: Duration,
}

impl Faults {
    /// Adds a fault after the existing ones.
    pub(crate) fn add(&self, fault: Fault) -> Armed {
        let mut entries = self.entries();
        entries.last_id += 1;
        let armed = Armed {
            id: entries.last_id,
            met: watch::Sender::new(0),
            released: watch::Sender::new(false),
        };
        entries.all.push(Entry {
            skip: fault.skip,
            left: fault.times,
            dice: fastrand::Rng::with_seed(fault.chance.map_or(0, |chance| chance.seed)),
            fault,
            armed: armed.clone(),
        });
        armed
    }

    /// Forgets all faults and releases the requests that wait at them.
    pub(crate) fn clear(&self) {
        for entry in self.entries().all.drain(..) {
            entry.armed.release();
        }
    }

    /// The fault with this number.
    pub(crate) fn find(&self, id: u64) -> Option<Armed> {
        let entries = self.entries();
        entries.all.iter().find(|entry| entry.armed.id == id).map(|entry| entry.armed.clone())
    }

    /// All faults as JSON, with their numbers and how often each was met.
    pub(crate) fn describe(&self) -> Value {
        let entries = self.entries();
        let described = entries.all.iter().map(|entry| {
            json!({ "id": entry.armed.id, "met": entry.armed.count(), "left": entry.left, "fault": entry.fault })
        });
        described.collect()
    }

    /// Lets a request meet the faults that concern it, and returns what is left to do.
    pub(crate) async fn meet(
        &self,
        when: When,
        operation: &str,
        text: &str,
    ) -> Result<Met, Interruption> {
        let mut met = Met { ending: Ending::Whole, hidden: Duration::ZERO };
        for (effect, armed) in self.strike(when, operation, text) {
            match effect {
                Effect::Delay { milliseconds } => {
                    tokio::time::sleep(Duration::from_millis(milliseconds)).await
                }
                Effect::Pause => armed.until_released().await,
                Effect::Drop => return Err(Interruption::Dropped),
                Effect::Cut => met.ending = Ending::Cut,
                Effect::Stale { milliseconds } => met.hidden = Duration::from_millis(milliseconds),
                Effect::Throttle { retry_after } => {
                    return Err(Interruption::Refused(Failure::throttled(retry_after)));
                }
                Effect::Error { status, code, message } => {
                    return Err(Interruption::Refused(Failure::with_status(code, status, message)));
                }
            }
        }
        Ok(met)
    }

    /// Takes the faults that concern a request, up to the first that ends it.
    fn strike(&self, when: When, operation: &str, text: &str) -> Vec<(Effect, Armed)> {
        let mut struck = Vec::new();
        for entry in &mut self.entries().all {
            if entry.left == Some(0) || !entry.fault.concerns(when, operation, text) {
                continue;
            }
            if entry.skip > 0 {
                entry.skip -= 1;
                continue;
            }
            if !entry.is_struck_by_chance() {
                continue;
            }
            entry.left = entry.left.map(|left| left - 1);
            entry.armed.met.send_modify(|met| *met += 1);
            struck.push((entry.fault.effect.clone(), entry.armed.clone()));
            if entry.fault.effect.ends_the_request() {
                break;
            }
        }
        struck
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
