//! Configurations as they are: directories, their files, and what is declared in them.

pub(crate) mod directory;
pub(crate) mod file;
pub(crate) mod survey;
pub(crate) mod uses;
