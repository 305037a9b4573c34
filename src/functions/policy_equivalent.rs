//! Whether two policies mean the same.

use crate::framework::diagnostic::Result;
use crate::framework::field::Field;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::framework::value::Value;
use crate::service::policy::PolicyDocument;

object! {
    /// Whether two policy documents mean the same, however they are spelled: order, repetition, one
    /// value or a list of one, an account or its root, `"*"` or `{"AWS": "*"}`.
    pub(super) struct PolicyEquivalent {
        /// A policy in JSON.
        one: String,
        /// Another one.
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
