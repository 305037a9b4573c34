//! Pure knowledge: names, ARNs, partitions, times, tags, and contents.

mod arn;
pub(super) mod content;
mod ids;
mod nearest;
pub(super) mod partition;
mod tag_rules;
pub(super) mod time;

pub(crate) use arn::{Arn, Resource};
pub use content::Content;
pub(crate) use content::Digest;
pub(crate) use ids::{
    DomainId, PackageGroupId, PackageId, PackageVersionId, PolicyTarget, RepositoryId,
};
pub(crate) use nearest::nearest;
pub(crate) use tag_rules::{IgnoreTags, TagRules, Tags, UnknownTags};
