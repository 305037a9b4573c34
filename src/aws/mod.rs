//! The client of CodeArtifact: the only module that names the SDK, and one that imports nothing of
//! ours.
//!
//! Its floors, from the top down:
//!
//! - `operations`: the operations of the service, by what they are about;
//! - `calls`: the one way in which anything is sent, tried again or waited for;
//! - `client`: [`Aws`], made without a call except for the Region of an instance;
//! - `credentials`: where they come from, and the roles that are assumed with them;
//! - `configuration`: what the provider block says, then the environment, then the shared files;
//! - `names`: pure knowledge of names, ARNs, partitions, times, tags and contents;
//! - `failure`: what went wrong, in words for the person who reads it;
//! - `policy`: pure knowledge of policy documents, which knows ARNs and nothing else.
//!
//! Two rules hold throughout. Only the service's own not-found error of the right type of resource
//! means "deleted": everything else is an error. And what was created is never lost: once the
//! service has answered a create, whatever fails afterwards is logged, and the object is returned.

mod calls;
mod client;
mod configuration;
mod credentials;
mod failure;
mod names;
mod operations;
pub(crate) mod policy;

pub use client::Aws;
pub(crate) use client::Setter;
pub(crate) use configuration::{
    Accounts, Endpoints, Metadata, ProxySettings, RetryMode, Role, Settings, Warning, WebIdentity,
};
pub(crate) use failure::{Error, Kind, Result};
pub use names::Content;
pub(crate) use names::{
    Arn, Digest, DomainId, IgnoreTags, PackageGroupId, PackageId, PackageVersionId, PolicyTarget,
    RepositoryId, Resource, Tags, UnknownTags, nearest,
};
pub(crate) use operations::{
    AllowedRepositories, Asset, AssetSummary, AssociatedPackage, CopyOptions, Dependency, Domain,
    DomainSummary, Downloaded, FORMAT, Origin, OriginChange, OriginControls, Package,
    PackageFilter, PackageGroup, PackageVersion, Policy, Repository, RepositoryFilter,
    RepositorySummary, Restriction, VersionFilter, VersionSummary,
};

#[cfg(test)]
mod tests;
