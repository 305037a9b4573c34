//! The operations of the service, by what they are about.
//!
//! - `domains`, `repositories`, `summaries`, `connections`, `endpoints`, `policies`, `tags`,
//!   `tokens`;
//! - `packages`, `package_versions`, `version_changes`, `package_contents`, `publish`: what
//!   repositories hold;
//! - `package_groups`, `package_group_lists`, `group_origins`;
//! - `adoption`: whether something that exists already is what a lost answer spoke of.

mod adoption;
mod connections;
mod domains;
mod endpoints;
mod group_origins;
mod package_contents;
mod package_group_lists;
mod package_groups;
mod package_versions;
mod packages;
mod policies;
mod publish;
mod repositories;
mod summaries;
mod tags;
mod tokens;
mod version_changes;

pub(crate) use domains::Domain;
pub(crate) use endpoints::FORMAT;
pub(crate) use group_origins::{AllowedRepositories, OriginChange};
pub(crate) use package_contents::{AssetSummary, Dependency, Downloaded};
pub(crate) use package_group_lists::AssociatedPackage;
pub(crate) use package_groups::{PackageGroup, Restriction};
pub(crate) use package_versions::{Origin, PackageVersion, VersionFilter, VersionSummary};
pub(crate) use packages::{OriginControls, Package, PackageFilter};
pub(crate) use policies::Policy;
pub(crate) use publish::Asset;
pub(crate) use repositories::Repository;
pub(crate) use summaries::{DomainSummary, RepositoryFilter, RepositorySummary};
pub(crate) use version_changes::CopyOptions;
