//! What things are called: domains and what is in them, packages and their versions, the patterns
//! that match them, and who calls.

pub(crate) mod caller;
pub(crate) mod coordinates;
mod formats;
pub(crate) mod nuget_version;
pub(crate) mod package_groups;
pub(crate) mod resource;
mod tags;

pub(crate) use self::tags::Tags;
