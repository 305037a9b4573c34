//! The rules: each one rewrites one thing.

pub(crate) mod arguments;
pub(crate) mod awscc_members;
pub(crate) mod bindings;
pub(crate) mod blocks;
pub(crate) mod bodies;
pub(crate) mod counts;
pub(crate) mod data_sources;
pub(crate) mod handed_on;
pub(crate) mod lifecycle;
pub(crate) mod loops;
pub(crate) mod members;
pub(crate) mod moved;
pub(crate) mod nested;
pub(crate) mod notes;
pub(crate) mod origins;
pub(crate) mod policies;
pub(crate) mod provider_objects;
pub(crate) mod providers;
pub(crate) mod references;
pub(crate) mod required;
pub(crate) mod restrictions;
pub(crate) mod scope;
pub(crate) mod subjects;
pub(crate) mod tags;
pub(crate) mod tests;
