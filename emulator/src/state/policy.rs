//! Permissions policies, of domains and of repositories.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// A permissions policy as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct Policy {
    /// JSON text.
    pub(crate) document: String,
    /// Name of this state of the policy: 44 characters of base64.
    pub(crate) revision: String,
}

impl Policy {
    /// A policy under a revision that was never used before.
    pub(crate) fn new(document: String) -> Policy {
        let random: [u8; 32] = std::array::from_fn(|_| fastrand::u8(..));
        Policy { document, revision: STANDARD.encode(random) }
    }

    /// The model's ResourcePolicy.
    pub(crate) fn description(&self, arn: &str) -> Value {
        json!({ "resourceArn": arn, "revision": self.revision, "document": self.document })
    }
}
