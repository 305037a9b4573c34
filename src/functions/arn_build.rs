//! An ARN from its parts.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::{matching, object};
use crate::service::arns::{self, ArnKind};
use crate::service::names;

object! {
    /// The ARN of a domain, a repository, a package or a package group. The partition follows from
    /// the Region.
    pub(super) struct ArnBuild {
        /// Region of the domain.
        region: String = matching(names::REGION),
        /// Account that owns the domain.
        account: String = matching(names::ACCOUNT),
        /// What the ARN names.
        resource_type: ArnKind,
        /// The domain; then the repository, or the pattern of the package group; for a package the
        /// repository, the format, the namespace (`""` for none) and the name.
        parts: Vec<String>,
    }
}

impl Function for ArnBuild {
    const NAME: &'static str = "arn_build";
    type Output = String;

    fn call(self) -> Result<String> {
        arns::put_together(&self.region, &self.account, self.resource_type, &self.parts)
    }
}
