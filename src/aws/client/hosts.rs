//! Where package managers find the domains whose addresses follow no rule that we know, asked once
//! each.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OnceCell;

use crate::aws::failure::{Error, Result};
use crate::aws::names::DomainId;

/// What the addresses of a domain's repositories have before the format, and between the format and
/// the repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::aws) struct Host {
    pub before: String,
    pub after: String,
}

/// What the one question about a domain came to.
type Answer = Arc<OnceCell<Result<Host>>>;

/// The host of each domain, or why it cannot be found out in this run.
#[derive(Clone, Debug, Default)]
pub(in crate::aws) struct Hosts(Arc<Mutex<HashMap<DomainId, Answer>>>);

impl Hosts {
    /// Why the host of the domain could not be found out.
    pub(in crate::aws) fn failure(&self, domain: &DomainId) -> Option<Error> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(domain)?.get()?.as_ref().err().cloned()
    }

    /// The host of the domain, asked for by the first who needs it. The others wait for that
    /// answer.
    pub(in crate::aws) async fn of<Asked>(
        &self,
        domain: &DomainId,
        ask: impl FnOnce() -> Asked,
    ) -> Result<Host>
    where
        Asked: Future<Output = Result<Host>>,
    {
        let cell = {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            known.entry(domain.clone()).or_default().clone()
        };
        cell.get_or_init(ask).await.clone()
    }
}
