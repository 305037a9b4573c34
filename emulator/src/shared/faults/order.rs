//! The faults that can be injected: which, at which operation, when and how often.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Something that goes wrong at an operation.
///
/// ```
/// use codeartifact_emulator::Fault;
/// let busy = Fault::on("CreateDomain").times(2).throttle(1);
/// let lost_answer = Fault::on("CreateRepository").matching("npm-store").times(1).after_effect().drop_connection();
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    operation: String,
    #[serde(default)]
    matching: Option<String>,
    #[serde(default)]
    pub(super) skip: u64,
    #[serde(default)]
    pub(super) times: Option<u64>,
    #[serde(default)]
    pub(super) chance: Option<Chance>,
    #[serde(default)]
    when: When,
    pub(super) effect: Effect,
}

/// How likely a fault strikes, in a sequence that is the same for the same seed.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Chance {
    /// From 0, never, to 1, always.
    pub(super) probability: f64,
    #[serde(default)]
    pub(super) seed: u64,
}

/// When a fault strikes. It is half of a fault: complete it by saying what goes wrong.
#[derive(Clone, Debug)]
pub struct Occasion {
    operation: String,
    matching: Option<String>,
    skip: u64,
    times: Option<u64>,
    chance: Option<Chance>,
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
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Effect {
    Delay { milliseconds: u64 },
    Throttle { retry_after: u64 },
    Error { status: u16, code: String, message: String },
    Drop,
    Cut,
    Pause,
    Stale { milliseconds: u64 },
}

impl Effect {
    /// When it can strike at all: only an existing answer can be cut, and only a later change can
    /// be hidden.
    fn at(&self, when: When) -> When {
        match self {
            Self::Cut => When::After,
            Self::Stale { .. } => When::Before,
            _ => when,
        }
    }

    /// Whether a request that meets it never reaches what comes after it.
    pub(super) fn ends_the_request(&self) -> bool {
        !matches!(self, Self::Delay { .. } | Self::Pause | Self::Stale { .. })
    }
}

impl Fault {
    /// A fault at the operation of this name, or at every operation when it is `*`. By default it
    /// strikes every time, and before the operation has its effect.
    pub fn on(operation: impl Into<String>) -> Occasion {
        Occasion {
            operation: operation.into(),
            matching: None,
            skip: 0,
            times: None,
            chance: None,
            when: When::Before,
        }
    }

    /// Whether it strikes at a request with this text.
    pub(super) fn concerns(&self, when: When, operation: &str, text: &str) -> bool {
        let named = self.operation == operation || self.operation == "*";
        named
            && self.effect.at(self.when) == when
            && self.matching.as_ref().is_none_or(|part| text.contains(part))
    }
}

impl Occasion {
    /// Only requests that contain this text in their path, query or body.
    #[must_use]
    pub fn matching(self, text: impl Into<String>) -> Self {
        Self { matching: Some(text.into()), ..self }
    }

    /// Not the first `skip` of these requests: with `on("*")`, `skip(n)` and `times(1)`, each call
    /// of a client can be struck in turn.
    #[must_use]
    pub fn skip(self, skip: u64) -> Self {
        Self { skip, ..self }
    }

    /// Only the next `times` of them.
    #[must_use]
    pub fn times(self, times: u64) -> Self {
        Self { times: Some(times), ..self }
    }

    /// Only with this probability, from 0 to 1. The same seed makes the same sequence of strikes.
    #[must_use]
    pub fn with_probability(self, probability: f64, seed: u64) -> Self {
        Self { chance: Some(Chance { probability, seed }), ..self }
    }

    /// Only once the operation has had its effect: what is lost, late or wrong is the answer.
    #[must_use]
    pub fn after_effect(self) -> Self {
        Self { when: When::After, ..self }
    }

    /// It takes this much longer.
    pub fn delay(self, delay: Duration) -> Fault {
        self.with(Effect::Delay { milliseconds: milliseconds(delay) })
    }

    /// It answers ThrottlingException, to be repeated after these seconds.
    pub fn throttle(self, retry_after: u64) -> Fault {
        self.with(Effect::Throttle { retry_after })
    }

    /// It answers an error.
    pub fn error(self, status: u16, code: impl Into<String>, message: impl Into<String>) -> Fault {
        self.with(Effect::Error { status, code: code.into(), message: message.into() })
    }

    /// The connection is closed without an answer.
    pub fn drop_connection(self) -> Fault {
        self.with(Effect::Drop)
    }

    /// The operation has its effect, and the connection is closed in the middle of the answer.
    pub fn cut_answer(self) -> Fault {
        self.with(Effect::Cut)
    }

    /// It waits until it is released, by [`Armed::release`](crate::Armed::release) or because the
    /// faults are cleared.
    pub fn pause(self) -> Fault {
        self.with(Effect::Pause)
    }

    /// Its changes are hidden from every read operation, for this long by the emulator's clock, and
    /// so are all other changes in that time. Write operations see the current state.
    pub fn stale_reads(self, time: Duration) -> Fault {
        self.with(Effect::Stale { milliseconds: milliseconds(time) })
    }

    fn with(self, effect: Effect) -> Fault {
        let Self { operation, matching, skip, times, chance, when } = self;
        Fault { operation, matching, skip, times, chance, when, effect }
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
