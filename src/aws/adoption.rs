//! What to do about "exists already".
//!
//! A create carries no token by which the service could recognise it. When its answer is lost, the next attempt meets
//! what the first one made. That object is ours and is taken; any other is somebody else's, and taking it would let
//! the next destroy delete it.

use std::time::{Duration, SystemTime};

use super::error::Error;
use super::time::from_rfc3339;

/// How far the clock of this machine may be ahead of the service's.
const SKEW: Duration = Duration::from_secs(120);

/// Whether an object with this creation time can have been made by a call that began then.
pub(super) fn adoptable(created_time: &str, began: SystemTime) -> bool {
    from_rfc3339(created_time).is_some_and(|created| created >= began - SKEW)
}

/// The conflict, with the import block that takes over what exists.
pub(super) fn already_exists(conflict: Error, resource: &str, import_id: &str) -> Error {
    conflict.with_advice(&format!(
        "It exists already. To manage it here, import it:\n\n  \
         import {{\n    to = {resource}.<name>\n    id = \"{import_id}\"\n  }}"
    ))
}
