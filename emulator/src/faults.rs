//! Faults on order: what goes wrong, at which operation, and how often.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::failure::Failure;

/// Something that goes wrong at an operation.
///
/// ```
/// use codeartifact_emulator::Fault;
/// let busy = Fault::on("CreateDomain").times(2).throttle(1);
/// let lost_answer = Fault::on("CreateRepository").matching("npm-store").times(1).after_effect().drop_connection();
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fault {
    operation: String,
    #[serde(default)]
    matching: Option<String>,
    #[serde(default)]
    times: Option<u64>,
    #[serde(default)]
    when: When,
    effect: Effect,
}

/// When a fault strikes. It is half of a fault: complete it by saying what goes wrong.
#[derive(Clone, Debug)]
pub struct Occasion {
    operation: String,
    matching: Option<String>,
    times: Option<u64>,
    when: When,
}

/// Whether a fault strikes before the operation has its effect, or after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum When {
    #[default]
    Before,
    After,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Effect {
    Delay {
        milliseconds: u64,
    },
    Throttle {
        retry_after: u64,
    },
    Error {
        status: u16,
        code: String,
        message: String,
    },
    Drop,
    Pause,
}

impl Fault {
    /// A fault at the operation of this name, or at every operation when it is `*`. It strikes every time,
    /// and before the operation has its effect, unless said otherwise.
    pub fn on(operation: impl Into<String>) -> Occasion {
        Occasion {
            operation: operation.into(),
            matching: None,
            times: None,
            when: When::Before,
        }
    }

    fn concerns(&self, when: When, operation: &str, text: &str) -> bool {
        let named = self.operation == operation || self.operation == "*";
        named
            && self.when == when
            && self
                .matching
                .as_ref()
                .is_none_or(|part| text.contains(part))
    }
}

impl Occasion {
    /// Only requests that contain this text in their path, query or body.
    #[must_use]
    pub fn matching(self, text: impl Into<String>) -> Occasion {
        Occasion {
            matching: Some(text.into()),
            ..self
        }
    }

    /// Only the first so many requests.
    #[must_use]
    pub fn times(self, times: u64) -> Occasion {
        Occasion {
            times: Some(times),
            ..self
        }
    }

    /// Only once the operation has had its effect: what is lost, late or wrong is the answer.
    #[must_use]
    pub fn after_effect(self) -> Occasion {
        Occasion {
            when: When::After,
            ..self
        }
    }

    /// It takes this much longer.
    pub fn delay(self, delay: Duration) -> Fault {
        let milliseconds = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX);
        self.with(Effect::Delay { milliseconds })
    }

    /// It answers ThrottlingException, to be repeated after so many seconds.
    pub fn throttle(self, retry_after: u64) -> Fault {
        self.with(Effect::Throttle { retry_after })
    }

    /// It answers an error.
    pub fn error(self, status: u16, code: impl Into<String>, message: impl Into<String>) -> Fault {
        self.with(Effect::Error {
            status,
            code: code.into(),
            message: message.into(),
        })
    }

    /// The connection is closed without an answer.
    pub fn drop_connection(self) -> Fault {
        self.with(Effect::Drop)
    }

    /// It waits until it is released, by [`Armed::release`] or because the faults are cleared.
    pub fn pause(self) -> Fault {
        self.with(Effect::Pause)
    }

    fn with(self, effect: Effect) -> Fault {
        let Occasion {
            operation,
            matching,
            times,
            when,
        } = self;
        Fault {
            operation,
            matching,
            times,
            when,
            effect,
        }
    }
}

/// A fault that an emulator has been given.
#[derive(Clone, Debug)]
pub struct Armed {
    id: u64,
    met: watch::Sender<u64>,
    released: watch::Sender<bool>,
}

impl Armed {
    /// Number of requests that have met the fault.
    pub fn count(&self) -> u64 {
        *self.met.borrow()
    }

    /// Waits until so many requests have met the fault.
    pub async fn met(&self, times: u64) {
        let mut met = self.met.subscribe();
        // The sender lives in `self`, so the wait cannot fail.
        let _ = met.wait_for(|met| *met >= times).await;
    }

    /// Lets go all requests that wait at this fault, now and later.
    pub fn release(&self) {
        self.released.send_replace(true);
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
    left: Option<u64>,
    armed: Armed,
}

/// How a fault ends a request.
#[derive(Debug)]
pub(crate) enum Interruption {
    /// With a refusal.
    Refused(Failure),
    /// With a closed connection.
    Dropped,
}

impl Faults {
    /// Adds a fault behind those that are there.
    pub(crate) fn add(&self, fault: Fault) -> Armed {
        let mut entries = self.entries();
        entries.last_id += 1;
        let armed = Armed {
            id: entries.last_id,
            met: watch::Sender::new(0),
            released: watch::Sender::new(false),
        };
        entries.all.push(Entry {
            left: fault.times,
            fault,
            armed: armed.clone(),
        });
        armed
    }

    /// Forgets all faults and lets go what waits at them.
    pub(crate) fn clear(&self) {
        for entry in self.entries().all.drain(..) {
            entry.armed.release();
        }
    }

    /// Lets go what waits at the fault with this number; false when there is none.
    pub(crate) fn release(&self, id: u64) -> bool {
        let entries = self.entries();
        let found = entries.all.iter().find(|entry| entry.armed.id == id);
        found.inspect(|entry| entry.armed.release()).is_some()
    }

    /// All faults as JSON, with their numbers and how often each was met.
    pub(crate) fn describe(&self) -> Value {
        let entries = self.entries();
        let described = entries.all.iter().map(|entry| {
            json!({ "id": entry.armed.id, "met": entry.armed.count(), "left": entry.left, "fault": entry.fault })
        });
        described.collect()
    }

    /// Lets a request meet the faults that concern it.
    pub(crate) async fn meet(
        &self,
        when: When,
        operation: &str,
        text: &str,
    ) -> Result<(), Interruption> {
        for (effect, armed) in self.strike(when, operation, text) {
            match effect {
                Effect::Delay { milliseconds } => {
                    tokio::time::sleep(Duration::from_millis(milliseconds)).await
                }
                Effect::Pause => armed.until_released().await,
                Effect::Drop => return Err(Interruption::Dropped),
                Effect::Throttle { retry_after } => {
                    return Err(Interruption::Refused(Failure::throttled(retry_after)));
                }
                Effect::Error {
                    status,
                    code,
                    message,
                } => {
                    return Err(Interruption::Refused(Failure::with_status(
                        code, status, message,
                    )));
                }
            }
        }
        Ok(())
    }

    /// Takes the faults that concern a request, up to the first that ends it.
    fn strike(&self, when: When, operation: &str, text: &str) -> Vec<(Effect, Armed)> {
        let mut struck = Vec::new();
        for entry in &mut self.entries().all {
            if entry.left == Some(0) || !entry.fault.concerns(when, operation, text) {
                continue;
            }
            entry.left = entry.left.map(|left| left - 1);
            entry.armed.met.send_modify(|met| *met += 1);
            struck.push((entry.fault.effect.clone(), entry.armed.clone()));
            if !matches!(entry.fault.effect, Effect::Delay { .. } | Effect::Pause) {
                break;
            }
        }
        struck
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Armed {
    /// Number of the fault on the control path.
    pub(crate) fn id(&self) -> u64 {
        self.id
    }
}
