//! What CodeArtifact's objects have in common, in Terraform's terms: names, keys, Regions, tags,
//! policies and formats. Resources, data sources and the rest are made of these.

pub(crate) mod absence;
pub(crate) mod arns;
pub(crate) mod assets;
pub(crate) mod batches;
pub(crate) mod client_files;
pub(crate) mod deletion;
pub(crate) mod domain_graph;
pub(crate) mod encryption_key;
pub(crate) mod external_connections;
pub(crate) mod formats;
pub(crate) mod keys;
pub(crate) mod moves;
pub(crate) mod named;
pub(crate) mod names;
pub(crate) mod package_groups;
pub(crate) mod package_keys;
pub(crate) mod packages;
pub(crate) mod permissions;
pub(crate) mod policy;
pub(crate) mod policy_documents;
pub(crate) mod region;
pub(crate) mod repositories;
pub(crate) mod resolution;
pub(crate) mod tags;
pub(crate) mod time;
pub(crate) mod tokens;
pub(crate) mod upstreams;
pub(crate) mod version_order;
pub(crate) mod versions;

use crate::aws;
use crate::framework::diagnostic::Error;

impl From<aws::Error> for Error {
    fn from(error: aws::Error) -> Self {
        Self::new(error.to_string())
    }
}
