//! Files on disk.

pub(crate) mod tree;
pub mod writing;
