//! The one way in which anything is sent, tried again or waited for. There is no other loop and no
//! other sleep above the SDK.

mod account;
pub(super) mod call;
pub(super) mod pages;
mod retry;
pub(super) mod subject;
mod wait;

pub(super) use call::{Call, call};
pub(super) use subject::{Account, Tagged, about};
pub(super) use wait::Look;
