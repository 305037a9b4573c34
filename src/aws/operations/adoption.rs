//! What to do about "exists already".
//!
//! A create carries no token by which the service could recognize it. When its answer is lost, the
//! next attempt meets what the first one made. That object is ours and is taken; any other is
//! another user's, and taking it would let the next destroy delete it.

use std::time::{Duration, SystemTime};

use crate::aws::client::Aws;
use crate::aws::failure::Error;
use crate::aws::names::Tags;
use crate::aws::names::time::from_rfc3339;

/// How far two clocks of the service may be apart: one of them dates its answers to the second.
const SKEW: Duration = Duration::from_secs(1);

impl Aws {
    /// Whether the object with this ARN carries these tags, as far as that can be seen. It may
    /// carry more: some accounts tag by themselves whatever appears in them.
    pub(in crate::aws) async fn carries(
        &self,
        arn: &str,
        region: Option<&str>,
        tags: &Tags,
    ) -> bool {
        match self.tags(arn, region).await {
            Ok(Some(found)) => tags.iter().all(|(key, value)| found.get(key) == Some(value)),
            _ => false,
        }
    }
}

/// Whether an object with this creation time can have been made by a call that began then, by the
/// service's clock.
pub(in crate::aws) fn made_since(began: Option<SystemTime>, created_time: &str) -> bool {
    let both = began.zip(from_rfc3339(created_time));
    both.is_some_and(|(began, created)| created >= began - SKEW)
}

/// The conflict, with the import block that takes over what exists.
pub(in crate::aws) fn already_exists(conflict: Error, resource: &str, import_id: &str) -> Error {
    let block = import_block(resource, import_id);
    conflict.with_advice(format!(
        "It already exists. To manage it with Terraform, import it:\n\n{block}\n\nIf it is in the state and tainted, \
         because its creation was not completed, run `terraform untaint` for it instead, and apply again."
    ))
}

/// The import block that takes over what exists.
pub(in crate::aws) fn import_block(resource: &str, import_id: &str) -> String {
    format!("  import {{\n    to = {resource}.<name>\n    id = \"{import_id}\"\n  }}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_there_before_is_not_ours() {
        let noon = from_rfc3339("2026-01-01T12:00:00Z").expect("a time");
        for (created, ours) in [
            ("2026-01-01T12:00:01.5Z", true),
            ("2026-01-01T11:59:59Z", true),
            ("2026-01-01T11:59:58.9Z", false),
            ("2020-01-01T12:00:00Z", false),
            ("", false),
            ("noon", false),
        ] {
            assert_eq!(made_since(Some(noon), created), ours, "{created}");
            assert!(!made_since(None, created), "{created}");
        }
    }
}
