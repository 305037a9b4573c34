//! The registries of the package managers, at the addresses that GetRepositoryEndpoint answers:
//! `/{format}/d/{domain}-{owner}/{repository}/`.
//!
//! A module for each format translates between its protocol and what is common to all: `visit` is a
//! request, whose token `access` reads; `search` finds a package through upstreams and public
//! repositories, `fetch` hands out an asset and retains its version, `publish` takes one in, and
//! `public` is what a public repository holds.

mod access;
mod cargo;
mod fetch;
mod form;
mod maven;
mod npm;
mod nuget;
mod package_files;
mod public;
mod publish;
mod pypi;
mod ruby;
mod search;
mod swift;
mod tar_files;
mod visit;
mod xml;

pub(crate) use self::visit::Endpoint;
use self::visit::Registry;

/// The registries, one for each format.
const REGISTRIES: &[Registry] = &[
    npm::REGISTRY,
    pypi::REGISTRY,
    cargo::REGISTRY,
    maven::REGISTRY,
    nuget::REGISTRY,
    swift::REGISTRY,
    ruby::REGISTRY,
    visit::GENERIC,
];

/// The address of a repository in a path, if it has one.
pub(crate) fn endpoint(path: &str) -> Option<Endpoint> {
    Endpoint::parse(path, REGISTRIES)
}
