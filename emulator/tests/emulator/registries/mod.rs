//! The registries, as the package managers themselves use them.

mod access;
mod maven;
mod npm;
mod pypi;
mod visitor;
mod workshop;
