//! The parts of an ARN.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::arns::{self, ArnParts};

object! {
    /// Takes the ARN of a domain, a repository, a package or a package group apart.
    pub(super) struct ArnParse {
        /// The ARN.
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
