//! The client of CodeArtifact: the only module that names the SDK, and one that imports nothing of ours.
//!
//! - `settings`, `environment`, `shared_files`, `configuration`, `proxies`, `http`, `addresses`, `sts`, `web_identity`,
//!   `instance`, `credentials`, `roles`, `user_agent`, `client`: from the provider block to [`Aws`], without a
//!   call but for the Region of an instance;
//! - `call`, `retry`, `wait`: the one way in which anything is sent, tried again or waited for. There is no other loop
//!   and no other sleep above the SDK;
//! - `account`, `partition`: whose credentials these are, and where they count;
//! - `adoption`: whether something that exists already is what a lost answer spoke of;
//! - `error`, `advice`: what went wrong, in words for the person who reads it;
//! - `domains`, `repositories`, `summaries`, `connections`, `endpoints`, `policies`, `tags`, `tokens`: the
//!   operations, by what they are about;
//! - `packages`, `package_versions`, `version_changes`, `package_contents`, `publish`: the same for what repositories
//!   hold; `content`: what an asset is made of, hashed piece by piece;
//! - `ids`, `arn`, `tag_rules`, [`policy`]: pure knowledge of names, of tags and of policy documents.
//!
//! Two rules hold throughout. Only the service's own not-found error of the right type of resource means "gone":
//! everything else is an error. And what was created is never lost: once the service has answered a create, whatever
//! fails afterwards is logged, and the object is returned.

mod account;
mod addresses;
mod adoption;
mod advice;
mod arn;
mod call;
mod client;
mod configuration;
mod connections;
mod content;
mod credentials;
mod domains;
mod endpoints;
mod environment;
mod error;
mod group_origins;
mod http;
mod ids;
mod instance;
mod package_contents;
mod package_group_lists;
mod package_groups;
mod package_versions;
mod packages;
mod pages;
mod partition;
mod policies;
pub mod policy;
mod proxies;
mod publish;
mod repositories;
mod retry;
mod roles;
mod settings;
mod shared_files;
mod sts;
mod summaries;
mod tag_rules;
mod tags;
mod time;
mod tokens;
mod user_agent;
mod version_changes;
mod wait;
mod warning;
mod web_identity;

pub use arn::{Arn, Resource};
pub use client::Aws;
pub use connections::ExternalConnection;
pub use content::{Content, Digest};
pub use domains::Domain;
pub use error::{Error, Kind, Result};
pub use group_origins::{AllowedRepositories, OriginChange};
pub use ids::{DomainId, PackageGroupId, PackageId, PackageVersionId, PolicyTarget, RepositoryId};
pub use package_contents::{AssetSummary, Dependency, Downloaded, Readme};
pub use package_group_lists::AssociatedPackage;
pub use package_groups::{PackageGroup, Restriction};
pub use package_versions::{Origin, PackageVersion, VersionFilter, VersionSummary, Versions};
pub use packages::{OriginControls, Package, PackageFilter};
pub use policies::Policy;
pub use publish::Asset;
pub use repositories::Repository;
pub use settings::{
    Accounts, Endpoints, IgnoreTags, Metadata, ProxySettings, RetryMode, Role, Settings,
    WebIdentity,
};
pub use summaries::{DomainSummary, RepositoryFilter, RepositorySummary};
pub use tag_rules::{TagRules, Tags};
pub use tokens::Token;
pub use version_changes::CopyOptions;
pub use warning::Warning;

#[cfg(test)]
mod tests;
