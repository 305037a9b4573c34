//! Configurations in JSON.
//!
//! hcl-edit reads the expressions in their texts; the documents themselves are read by serde_json.

pub(crate) mod additions;
mod awscc;
mod nested;
mod objects;
mod policies;
mod required;
mod tests;
mod values;
