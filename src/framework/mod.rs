//! What Terraform expects of every resource, written once.
//!
//! Layout, from the ground up:
//!
//! - `value`, `number`, `msgpack`, `json`: values with unknowns, and their two encodings.
//! - `path`, `diagnostic`: where something is, and what is wrong with it.
//! - `attribute`, `field`, `schema`: a documented struct is the schema, the decoder and the
//!   encoder.
//! - `validate`, `plan`, `planning`, `loss`, `private`, `apply`, `run`, `claims`, `unfinished`,
//!   `unset`, `answer`, `moves`, `take_over`: what is the same for every resource.
//! - `identity`, `generate`: the two other forms of an object, its name and its configuration.
//! - `resource`, `list`, `data_source`, `ephemeral`, `function`, `action`, `provider`: the kinds of
//!   object that a provider has. Each has a trait with types and a twin without them; `described`
//!   is what the twins have alike, and `permissions` what credentials must be allowed to do for it.
//! - `docs`: the registry's pages, from the same structs.
//!
//! Architecture invariant: nothing here knows gRPC, AWS or anything else of this crate. The client
//! that resources talk to is a type parameter.

pub mod action;
pub(crate) mod answer;
pub(crate) mod apply;
pub(crate) mod attribute;
pub(crate) mod claims;
pub(crate) mod data_source;
pub(crate) mod described;
pub(crate) mod diagnostic;
pub mod docs;
pub(crate) mod ephemeral;
pub mod field;
pub mod function;
pub(crate) mod generate;
pub mod identity;
pub mod json;
pub mod list;
pub(crate) mod loss;
pub(crate) mod moves;
pub mod msgpack;
pub(crate) mod number;
pub(crate) mod path;
pub(crate) mod permissions;
pub(crate) mod plan;
pub(crate) mod planning;
pub(crate) mod private;
pub mod provider;
pub mod resource;
pub(crate) mod run;
pub mod schema;
pub(crate) mod take_over;
pub(crate) mod unfinished;
pub(crate) mod unset;
pub(crate) mod validate;
pub mod value;
