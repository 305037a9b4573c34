//! Rewrites configurations of hashicorp/aws and hashicorp/awscc to the CodeArtifact provider.

mod configuration;
mod files;
mod input;
mod json;
mod migration;
mod outcome;
mod report;
mod rules;
mod schema;
mod summary;
mod syntax;
mod tally;
mod work;

pub use files::writing::{replace, write, write_by};
pub use input::{Input, migrate};
pub use outcome::{Change, Outcome};
pub use report::Report;
pub use summary::document::document;
pub use summary::patch::patch;
pub use summary::text::{Said, summary};
pub use tally::{Rewritten, Tally};
