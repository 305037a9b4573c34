//! The process that the host starts.

pub mod proto;
