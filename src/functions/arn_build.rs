//! An ARN from its parts.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::{matching, object};
use crate::service::arns::{self, ArnKind};
use crate::service::names;

object! {
    /// Returns the ARN of a CodeArtifact domain, repository, package, or package group. The
    /// partition follows from the Region.
    pub(super) struct ArnBuild {
        /// Region of the domain.
        region: String = matching(names::REGION),
        /// AWS account ID of the domain owner.
        account: String = matching(names::ACCOUNT),
        /// Type of the object that the ARN names.
        resource_type: ArnKind,
        /// Name of the domain, then the name of the repository or the pattern of the package group.
        /// For a package, the repository is followed by the format, the namespace (`""` for none),
        /// and the name.
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
