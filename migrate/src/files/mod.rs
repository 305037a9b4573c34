//! Files on disk.

pub(crate) mod tree;
pub(crate) mod writing;
