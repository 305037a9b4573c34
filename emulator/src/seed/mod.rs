//! Described resources: what an emulator can start with, and what it can write down.

mod document;
mod dump;
mod groups;
mod packages;
mod plant;
mod read;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use self::document::Document;
use self::groups::Group;
use self::packages::Package;
pub(crate) use self::plant::Ground;
pub use self::read::SeedError;
use crate::names::Tags;

/// Described resources: domains, and what is in them.
///
/// It is read from a file by [`Seed::read`], and an emulator starts with it by
/// [`Options::seed`](crate::Options::seed). The README says what it may hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Seed {
    domains: Vec<Domain>,
    /// The file that it was read from. Paths in it begin at the directory of the file.
    #[serde(skip)]
    file: Option<PathBuf>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Domain {
    name: String,
    #[serde(default = "default_region")]
    region: String,
    #[serde(default = "default_owner")]
    owner: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    encryption_key: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    tags: Tags,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    policy: Option<Document>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    package_groups: Vec<Group>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    repositories: Vec<Repository>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Repository {
    name: String,
    /// Account that made it, if that is not the owner of the domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    administrator: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    upstreams: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    external_connection: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    tags: Tags,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    policy: Option<Document>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    packages: Vec<Package>,
}

fn default_region() -> String {
    "us-east-1".to_owned()
}

fn default_owner() -> String {
    "000000000000".to_owned()
}
