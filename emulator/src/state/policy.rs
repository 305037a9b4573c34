//! Permissions policies, of domains and of repositories.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::new_revision;

/// A permissions policy as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Policy {
    /// JSON text.
    pub(crate) document: String,
    /// Name of this state of the policy: 44 characters of base64.
    pub(crate) revision: String,
}

impl Policy {
    /// A policy under a revision that was never used before.
    pub(crate) fn new(document: String) -> Self {
        Self { document, revision: new_revision() }
    }

    /// The model's ResourcePolicy.
    pub(crate) fn description(&self, arn: &str) -> Value {
        json!({ "resourceArn": arn, "revision": self.revision, "document": self.document })
    }
}
