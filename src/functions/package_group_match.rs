//! Whether a package group's pattern matches a package.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::{length, object};
use crate::service::formats::Format;
use crate::service::package_groups::{self, Match};

object! {
    /// How the pattern of a package group matches a package: `STRONG` as it is written, `WEAK` only
    /// as it looks (the service blocks such a package altogether), or `NONE`.
    ///
    /// A package belongs to the group with the longest pattern that matches; other groups may match
    /// too.
    pub(crate) struct PackageGroupMatch {
        /// Pattern of the group, such as `/npm/my-scope/*`.
        pattern: String,
        /// Format of the package.
        format: Format,
        /// Namespace of the package; null where it has none.
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
