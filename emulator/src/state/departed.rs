//! What was in a domain that was deleted under a lost key.

use serde::{Deserialize, Serialize};

use super::Repository;
use crate::names::resource::DomainId;
use crate::time::Timestamp;

/// What was in a domain that was deleted under a lost key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Departed {
    pub(crate) domain: DomainId,
    /// Its repositories, without their packages.
    pub(crate) repositories: Vec<Repository>,
    /// When they are forgotten.
    pub(super) gone: Timestamp,
}
