//! Whether two policies mean the same.

use crate::framework::diagnostic::Result;
use crate::framework::field::Field;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::framework::value::Value;
use crate::service::policy::PolicyDocument;

object! {
    /// Returns whether two CodeArtifact policy documents are semantically equal.
    ///
    /// It ignores the order and the repetition of values, and treats as equal a value and a list of
    /// only this value, an account ID and the ARN of its root user, and `"*"` and `{"AWS": "*"}`.
    pub(super) struct PolicyEquivalent {
        /// First policy, in JSON.
        one: String,
        /// Second policy, in JSON.
        other: String,
    }
}

impl Function for PolicyEquivalent {
    const NAME: &'static str = "policy_equivalent";
    type Output = bool;

    fn call(self) -> Result<bool> {
        Ok(PolicyDocument::same(&Value::String(self.one), &Value::String(self.other)))
    }
}
