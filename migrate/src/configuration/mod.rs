//! Configurations as they are: directories, their files, and what is declared in them.

pub(crate) mod blocks;
pub(crate) mod directory;
pub(crate) mod documents;
pub(crate) mod file;
pub(crate) mod reference;
pub(crate) mod survey;
pub(crate) mod uses;
