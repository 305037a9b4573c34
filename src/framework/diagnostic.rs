//! What a user reads when something is wrong.

use std::fmt;

use super::path::{Path, Step};

/// A failure: its cause in a sentence, and the part of the configuration that it is about.
///
/// The caller who knows what was being done adds that as the summary of a [`Diagnostic`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// What is wrong and, where there is one, the way out.
    pub cause: String,
    /// The argument that is at fault; the root where none is.
    pub path: Path,
}

/// What most functions of the framework and every resource return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error about nothing in particular.
    pub fn new(cause: impl Into<String>) -> Self {
        Self { cause: cause.into(), path: Path::ROOT }
    }

    /// An error about one argument.
    pub fn at(name: &str, cause: impl Into<String>) -> Self {
        Self { cause: cause.into(), path: Path::attribute(name) }
    }

    /// The same error, seen from one step further out.
    pub fn under(mut self, step: Step) -> Self {
        self.path = self.path.under(step);
        self
    }

    /// The same error about an element of a list, seen from the object that has the list.
    pub fn of_element(self, list: &str, index: usize) -> Self {
        self.under(Step::Index(index)).under(Step::Attribute(list.to_owned()))
    }

    /// The error as Terraform shows it, under a summary of what failed.
    pub fn into_diagnostic(self, summary: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Error, summary.into(), self.cause, self.path)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.steps() {
            [] => f.write_str(&self.cause),
            _ => write!(f, "{}: {}", self.path, self.cause),
        }
    }
}

impl std::error::Error for Error {}

/// Whether a diagnostic stops the operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The operation failed.
    Error,
    /// The operation went on.
    Warning,
}

/// The most characters of a summary.
const LONGEST_SUMMARY: usize = 80;

/// The words of a summary that fit, and what says that there are more.
fn cut(summary: &str) -> String {
    let fitting: String = summary.chars().take(LONGEST_SUMMARY - 1).collect();
    let words = fitting.rsplit_once(' ').map_or(fitting.as_str(), |(words, _)| words);
    format!("{words}…")
}

/// An error or a warning as Terraform shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether it stops the operation.
    pub severity: Severity,
    /// One line: what failed.
    pub summary: String,
    /// Sentences: why, and the way out.
    pub detail: String,
    /// The argument that is at fault; the root where none is.
    pub path: Path,
}

impl Diagnostic {
    /// An error that is about no argument.
    pub fn error(summary: impl Into<String>, detail: impl Into<String>) -> Self {
        Error::new(detail).into_diagnostic(summary)
    }

    /// A warning about the part of the configuration at `path`.
    pub fn warning(summary: impl Into<String>, detail: impl Into<String>, path: Path) -> Self {
        Self::new(Severity::Warning, summary.into(), detail.into(), path)
    }

    /// A summary that is too long is cut at a word, and opens the detail as a whole.
    fn new(severity: Severity, summary: String, detail: String, path: Path) -> Self {
        let is_short = summary.chars().count() <= LONGEST_SUMMARY;
        let (summary, detail) = match is_short {
            true => (summary, detail),
            false => (cut(&summary), format!("{summary}:\n\n{detail}")),
        };
        Self { severity, summary, detail, path }
    }

    /// A fault of the provider itself, which no user can have caused.
    pub fn bug(detail: impl fmt::Display) -> Self {
        Self::error(
            "Bug in the CodeArtifact provider",
            format!("{detail}\n\nPlease report this to the developers of the provider."),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_that_is_too_long_opens_the_detail() {
        let long = "Could not delete codeartifact_package_origin_configuration main/internal/npm//left-pad";
        let Diagnostic { summary, detail, .. } = Diagnostic::error(long, "Denied.");
        assert_eq!(summary, "Could not delete codeartifact_package_origin_configuration…");
        assert_eq!(detail, format!("{long}:\n\nDenied."));
        let word = Diagnostic::error("é".repeat(81), "").summary;
        assert_eq!(word, "é".repeat(79) + "…");
        assert_eq!(Diagnostic::error("é".repeat(80), "").summary, "é".repeat(80));
    }
}
