//! The one way in which anything is sent, tried again or waited for. There is no other loop and no other sleep above
//! the SDK.

mod account;
mod call;
pub(super) mod pages;
mod retry;
mod wait;

pub(super) use call::Call;
pub(super) use wait::Look;
