//! The provider block: who calls, where, with which tags, and what nobody may see.

pub(crate) mod accounts;
pub(crate) mod block;
pub(crate) mod deferral;
mod http2;
pub(crate) mod ignored_tags;
mod proxies;
pub(crate) mod regions;
pub(crate) mod roles;
pub(crate) mod secrecy;
mod silence;
pub(crate) mod table;
pub(crate) mod tag_matrix;
pub(crate) mod tags;
mod told;
