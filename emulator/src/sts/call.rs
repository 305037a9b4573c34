//! A call of an action.

use super::inputs::Inputs;
use crate::names::caller::Caller;
use crate::options::Credential;
use crate::time::Timestamp;

/// A call whose inputs are checked.
pub(super) struct Call<'a> {
    pub(super) inputs: Inputs,
    pub(super) caller: &'a Caller,
    pub(super) credentials: &'a [Credential],
    pub(super) now: Timestamp,
}
