//! What CodeArtifact's objects have in common, in Terraform's terms: names, keys, Regions, tags,
//! policies and formats. Resources, data sources and the rest are made of these.

pub mod arns;
pub mod assets;
pub mod batches;
pub mod client_files;
pub mod encryption_key;
pub mod formats;
pub mod keys;
pub mod moves;
pub mod names;
pub mod package_groups;
pub mod package_keys;
pub mod packages;
pub mod policy;
pub mod region;
pub mod repositories;
pub mod tags;
pub mod tokens;
pub mod upstreams;
pub mod versions;

use crate::{aws, framework::diagnostic::Error};

impl From<aws::Error> for Error {
    fn from(error: aws::Error) -> Self {
        Self::new(error.to_string())
    }
}
