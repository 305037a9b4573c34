//! The operations of the service, by what they are about.
//!
//! - `domains`, `repositories`, `summaries`, `connections`, `endpoints`, `policies`, `tags`, `tokens`;
//! - `packages`, `package_versions`, `version_changes`, `package_contents`, `publish`: what repositories hold;
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

pub use domains::Domain;
pub use group_origins::{AllowedRepositories, OriginChange};
pub use package_contents::{AssetSummary, Dependency, Downloaded, Readme};
pub use package_group_lists::AssociatedPackage;
pub use package_groups::{PackageGroup, Restriction};
pub use package_versions::{Origin, PackageVersion, VersionFilter, VersionSummary, Versions};
pub use packages::{OriginControls, Package, PackageFilter};
pub use policies::Policy;
pub use publish::Asset;
pub use repositories::{ExternalConnection, Repository};
pub use summaries::{DomainSummary, RepositoryFilter, RepositorySummary};
pub use tokens::Token;
pub use version_changes::CopyOptions;
