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
    /// Account of the caller, empty when the caller was not recognized.
    pub account: String,
    /// Region of the request, empty when the caller was not recognized.
    pub region: String,
    /// ARN of the caller, empty when the caller was not recognized.
    pub principal: String,
    /// What the query and the body carried, by wire name. Secrets are left out.
    pub parameters: Map<String, Value>,
    /// Header `User-Agent`.
    pub user_agent: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// Bytes of memory that the requests of a log may take.
const LIMIT: usize = 64 << 20;

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

    /// Bytes of memory that it takes, or a few more or less.
    fn weight(&self) -> usize {
        let Self { operation, account, region, principal, parameters, user_agent, .. } = self;
        let texts = [operation, account, region, principal, user_agent];
        let of_texts: usize = texts.map(String::len).into_iter().sum();
        size_of::<Self>() + of_texts + of_members(parameters)
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

fn of_members(members: &Map<String, Value>) -> usize {
    let each = members.iter().map(|(name, value)| size_of::<String>() + name.len() + weight(value));
    each.sum()
}

fn weight(value: &Value) -> usize {
    let content = match value {
        Value::Null | Value::Bool(_) => 0,
        Value::Number(number) => number.as_str().len(),
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(weight).sum(),
        Value::Object(members) => of_members(members),
    };
    size_of::<Value>() + content
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
    /// Bytes of memory that those that are kept take.
    weight: usize,
    requests: VecDeque<Request>,
}

impl Log {
    /// A log of at most `capacity` requests, which may also write each to standard error.
    pub(crate) fn new(capacity: usize, to_stderr: bool) -> Self {
        Self { capacity, to_stderr, entries: Mutex::default() }
    }

    /// Notes a request that has arrived.
    pub(crate) fn begin(&self, request: Request) -> Entry<'_> {
        let mut entries = self.entries();
        entries.weight += request.weight();
        entries.requests.push_back(request);
        while entries.requests.len() > self.capacity || entries.weight > LIMIT {
            entries.forget_oldest();
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
        while !entries.requests.is_empty() {
            entries.forget_oldest();
        }
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
            // A closed standard error is not a reason to refuse a request.
            let _ = writeln!(std::io::stderr(), "{line}");
        }
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entries {
    fn forget_oldest(&mut self) {
        self.weight -= self.requests.pop_front().map_or(0, |oldest| oldest.weight());
        self.first += 1;
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
