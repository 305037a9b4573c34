//! The registries, as the package managers themselves use them.

mod access;
mod cargo;
mod clients;
mod ingestion;
mod maven;
mod npm;
mod nuget;
mod pypi;
mod python_clients;
mod ruby;
mod sbt;
mod swift;
mod visitor;
pub(crate) mod workshop;
