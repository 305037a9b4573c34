//! What this client has made a moment ago, and what others may not see yet.
//!
//! The service is eventually consistent: a call about a new object may say that it does not exist.
//! Who needs the object waits then, and not who made it: most new objects are asked for nothing
//! more.

use std::collections::HashMap;
use std::fmt::Display;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::aws::failure::Error;

/// How long a new object may take to be seen by every call.
pub(in crate::aws) const VISIBILITY: Duration = Duration::from_secs(60);

/// The new objects of one run, by their Region and their text, with the type of resource that the
/// service calls them.
#[derive(Clone, Debug, Default)]
pub(in crate::aws) struct Made(Arc<Mutex<HashMap<(String, String), Thing>>>);

#[derive(Debug)]
struct Thing {
    kind: &'static str,
    since: Instant,
}

impl Made {
    /// Remembers that this has just been made.
    pub(in crate::aws) fn note(&self, kind: &'static str, region: &str, about: &impl Display) {
        let thing = Thing { kind, since: Instant::now() };
        self.lock().insert((region.to_owned(), about.to_string()), thing);
    }

    /// Forgets what was deleted: what is said to be absent is absent.
    pub(in crate::aws) fn forget(&self, region: &str, about: &impl Display) {
        self.lock().remove(&(region.to_owned(), about.to_string()));
    }

    /// Whether the error says that something does not exist which has just been made, in an answer
    /// to a call about what has this text.
    pub(in crate::aws) fn denies(&self, error: &Error, region: &str, about: &str) -> bool {
        self.lock().iter().any(|((there, text), thing)| {
            there == region
                && thing.since.elapsed() < VISIBILITY
                && error.says_absent(&[thing.kind])
                && is_in_domain_of(about, text)
                && error.absent().map_or_else(|| about == text, |name| is_name(name, text))
        })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<(String, String), Thing>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a call about this, a text or an ARN, is one to the domain of the thing with this text.
fn is_in_domain_of(about: &str, text: &str) -> bool {
    let domain = text.split('/').next();
    about.split(['/', ':']).any(|part| Some(part) == domain)
}

/// Whether the service's `name` of something, alone or at the end of an ARN, is that of the thing
/// with this text.
fn is_name(name: &str, text: &str) -> bool {
    let last = |path: &str| path.rsplit('/').next().map(str::to_owned);
    last(name) == last(text)
}
