//! The parts of an ARN.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::arns::{self, ArnParts};

object! {
    /// Returns the parts of the ARN of a CodeArtifact domain, repository, package, or package
    /// group.
    pub(super) struct ArnParse {
        /// ARN to parse.
        arn: String,
    }
}

impl Function for ArnParse {
    const NAME: &'static str = "arn_parse";
    type Output = ArnParts;

    fn call(self) -> Result<ArnParts> {
        arns::take_apart("arn", &self.arn)
    }
}
