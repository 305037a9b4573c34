//! Configurations in JSON.
//!
//! hcl-edit reads the expressions in their texts; the documents themselves are read by serde_json.

pub(crate) mod additions;
mod nested;
mod objects;
mod values;
