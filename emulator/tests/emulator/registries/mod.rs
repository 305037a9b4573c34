//! The registries, as the package managers themselves use them.

mod access;
mod npm;
mod pypi;
mod workshop;
