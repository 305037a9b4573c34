//! The log of requests, in the order in which they arrived.

use std::collections::VecDeque;
use std::io::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A request that the emulator has seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Name of the operation; method and path when there is no such operation.
    pub operation: String,
    /// Account of the caller, empty when the caller was not recognised.
    pub account: String,
    /// Region of the request, empty when the caller was not recognised.
    pub region: String,
    /// ARN of the caller, empty when the caller was not recognised.
    pub principal: String,
    /// What the query and the body carried, by wire name. Secrets are left out.
    pub parameters: Map<String, Value>,
    /// Header `User-Agent`.
    pub user_agent: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is still under way.
    Pending,
    /// It was answered.
    Answered {
        /// HTTP status.
        status: u16,
        /// Error code, if it was refused.
        error: Option<String>,
    },
    /// The connection was closed before an answer, by a fault or by the client.
    Dropped,
}

impl Request {
    /// HTTP status of the answer, if there was one.
    pub fn status(&self) -> Option<u16> {
        match self.outcome {
            Outcome::Answered { status, .. } => Some(status),
            Outcome::Pending | Outcome::Dropped => None,
        }
    }

    /// Error code of the answer, if it was a refusal.
    pub fn error(&self) -> Option<&str> {
        match &self.outcome {
            Outcome::Answered { error, .. } => error.as_deref(),
            Outcome::Pending | Outcome::Dropped => None,
        }
    }

    fn line(&self) -> String {
        let Self { operation, account, region, .. } = self;
        match &self.outcome {
            Outcome::Answered { status, error: None } => {
                format!("{operation} {account} {region} {status}")
            }
            Outcome::Answered { status, error: Some(error) } => {
                format!("{operation} {account} {region} {status} {error}")
            }
            Outcome::Pending | Outcome::Dropped => {
                format!("{operation} {account} {region} dropped")
            }
        }
    }
}

/// Keeps the most recent requests.
#[derive(Debug)]
pub(crate) struct Log {
    capacity: usize,
    to_stderr: bool,
    entries: Mutex<Entries>,
}

#[derive(Debug, Default)]
struct Entries {
    /// Number of the oldest request that is kept.
    first: usize,
    requests: VecDeque<Request>,
}

impl Log {
    /// A log of at most so many requests, which may also write each to standard error.
    pub(crate) fn new(capacity: usize, to_stderr: bool) -> Self {
        Self { capacity, to_stderr, entries: Mutex::default() }
    }

    /// Notes a request that has arrived.
    pub(crate) fn begin(&self, request: Request) -> Entry<'_> {
        let mut entries = self.entries();
        entries.requests.push_back(request);
        while entries.requests.len() > self.capacity {
            entries.requests.pop_front();
            entries.first += 1;
        }
        let number = (entries.first + entries.requests.len()).saturating_sub(1);
        Entry { log: self, number, outcome: Outcome::Dropped }
    }

    /// The requests that are kept, oldest first.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.entries().requests.iter().cloned().collect()
    }

    /// Forgets all requests.
    pub(crate) fn clear(&self) {
        let mut entries = self.entries();
        entries.first += entries.requests.len();
        entries.requests.clear();
    }

    fn finish(&self, number: usize, outcome: Outcome) {
        let mut entries = self.entries();
        let Some(index) = number.checked_sub(entries.first) else {
            return;
        };
        let Some(request) = entries.requests.get_mut(index) else {
            return;
        };
        request.outcome = outcome;
        let line = self.to_stderr.then(|| request.line());
        drop(entries);
        if let Some(line) = line {
            // A closed standard error is no reason to refuse a request.
            let _ = writeln!(std::io::stderr(), "{line}");
        }
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request under way. It counts as dropped unless an answer was noted, so a client that goes away
/// is seen too.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    log: &'a Log,
    number: usize,
    outcome: Outcome,
}

impl Entry<'_> {
    /// Notes the answer.
    pub(crate) fn answered(&mut self, status: u16, error: Option<String>) {
        self.outcome = Outcome::Answered { status, error };
    }
}

impl Drop for Entry<'_> {
    fn drop(&mut self) {
        let outcome = std::mem::replace(&mut self.outcome, Outcome::Dropped);
        self.log.finish(self.number, outcome);
    }
}
