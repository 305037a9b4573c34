//! Whether a package group's pattern matches a package.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::{length, object};
use crate::service::formats::Format;
use crate::service::package_groups::{self, Match};

object! {
    /// Returns how the pattern of a CodeArtifact package group matches a package: `STRONG`, `WEAK`,
    /// or `NONE`.
    ///
    /// A strong match is a match of the pattern as written. In a weak match, the package only
    /// resembles the pattern, and CodeArtifact blocks the package altogether.
    ///
    /// A package is associated with the package group that has the longest matching pattern.
    /// Patterns of other package groups may match too.
    pub(crate) struct PackageGroupMatch {
        /// Pattern of the package group, such as `/npm/my-scope/*`.
        pattern: String,
        /// Format of the package.
        format: Format,
        /// Namespace of the package. Null if it has none.
        namespace: Option<String>,
        /// Name of the package.
        package: String = length(1, 255),
    }
}

impl Function for PackageGroupMatch {
    const NAME: &'static str = "package_group_match";
    type Output = Match;

    fn call(self) -> Result<Match> {
        let Self { pattern, format, namespace, package } = self;
        let pattern = package_groups::parse("pattern", &pattern)?;
        let namespace = format.normalised(&namespace.unwrap_or_default());
        Ok(pattern.matches(format, &namespace, &format.normalised(&package)))
    }
}
