//! The command line.

use std::path::PathBuf;

use clap::Parser;

/// Rewrite configurations of hashicorp/aws and hashicorp/awscc to the CodeArtifact provider.
///
/// Files are replaced whole and at the end: after an error, everything is as it was. The command
/// makes no calls, and reads no state and no credentials.
///
/// Exit codes: 0 if everything was rewritten, 2 if something is left to you (with --check, also if
/// something would change), 1 after an error.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct Arguments {
    /// Directories, with everything below them and the local modules that they call. A single file,
    /// or `-` for standard input, is rewritten as a whole configuration
    #[arg(required = true, value_name = "DIR")]
    pub(crate) paths: Vec<PathBuf>,

    /// Write nothing, and report what would change
    #[arg(long)]
    pub(crate) check: bool,

    /// Write nothing, and print a patch
    #[arg(long)]
    pub(crate) diff: bool,

    /// Print the summary in JSON
    #[arg(long)]
    pub(crate) json: bool,
}
