//! Rewrites configurations of hashicorp/aws and hashicorp/awscc to the CodeArtifact provider.

mod configuration;
mod files;
mod input;
mod json;
mod migration;
mod report;
mod rules;
mod schema;
mod summary;
mod syntax;
mod tally;

pub use files::writing::{replace, write, write_by};
pub use input::{Input, migrate};
pub use migration::{Change, Outcome};
pub use report::Report;
pub use summary::document::document;
pub use summary::patch::patch;
pub use summary::text::{Said, summary};
pub use tally::{Rewritten, Tally};
