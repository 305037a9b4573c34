//! Rewrites configurations of hashicorp/aws and hashicorp/awscc to the CodeArtifact provider.
//!
//! Imports go down only: `summary` shows what `migration` finds, which applies the `rules` to a
//! `configuration`, which is made of `files`; `syntax`, `json` and `schema` know nothing of them.

mod configuration;
pub mod files;
mod json;
mod migration;
mod report;
mod rules;
mod schema;
mod syntax;

use std::io;
use std::path::{Path, PathBuf};

pub use migration::{Change, Outcome};
pub use report::Report;

/// Reads directories with everything below them, and finds what must change.
///
/// # Errors
///
/// If a directory or a file cannot be read.
pub fn migrate(roots: &[PathBuf], writes: bool) -> io::Result<Outcome> {
    let roots: Vec<_> = roots.iter().map(|root| configuration::survey::normal(root)).collect();
    let tree = files::tree::Tree::read(&roots)?;
    let mut outcome = migration::migrate(&tree.directories, writes);
    for (path, broken) in tree.broken {
        let message = format!(
            "This file cannot be read: {} Nothing in its directory was changed: correct the file, and \
             run this command again.",
            sentence(&broken.message)
        );
        outcome.reports.push((path, Report { file: String::new(), line: broken.line, message }));
    }
    for (path, report) in &mut outcome.reports {
        report.file = below(path, &roots);
    }
    outcome.reports.sort_by(|(_, one), (_, other)| one.cmp(other));
    Ok(outcome)
}

fn sentence(message: &str) -> String {
    if message.ends_with('.') { message.to_owned() } else { format!("{message}.") }
}

/// A path below the only directory that was given, or else as it is.
fn below(path: &Path, roots: &[PathBuf]) -> String {
    let relative = match roots {
        [root] => path.strip_prefix(root).unwrap_or(path),
        _ => path,
    };
    relative.to_string_lossy().into_owned()
}
