//! What a deletion takes with it, and how it is refused.

use crate::framework::diagnostic::{Error, Result};
use crate::framework::loss::Loss;
use crate::framework::value::Value;

/// The argument that prevents the loss.
const PROTECTED: &str = "deletion_protection = true";

/// What goes with an object that can be protected, and is not.
pub(crate) fn loss(state: &Value, what: &'static str) -> Option<Loss> {
    let is_protected = *state.get("deletion_protection") == Value::Bool(true);
    (!is_protected).then_some(Loss { what, prevented_by: PROTECTED })
}

/// Lets only what is empty be deleted.
///
/// # Errors
/// It contains that number of something.
pub(crate) fn only_if_empty(count: usize, one: &str, many: &str) -> Result<()> {
    if count == 0 {
        return Ok(());
    }
    let contents = if count == 1 { one } else { many };
    Err(Error::new(format!(
        "It contains {count} {contents}, and `deletion_protection` is `true`. To delete it with all its contents, \
         set `deletion_protection = false`, apply that, and then delete it."
    )))
}
