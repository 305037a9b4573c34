//! The contents of assets: files, their hashes, and who holds them.

pub(crate) mod assets;
pub(crate) mod blob;
mod lent;
mod temporary;

pub(crate) use self::lent::Lent;
