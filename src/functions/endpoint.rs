//! The address of a repository for one format, from the one that a repository has for all of them.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::Address;
use crate::service::formats::Format;

object! {
    /// The address of a repository for the package managers of one format, from the `endpoint` of a
    /// `codeartifact_repository`.
    pub(super) struct Endpoint {
        /// Address with `{format}` where the format goes, as `endpoint` of a repository is.
        endpoint: String,
        /// Format of the packages.
        format: Format,
    }
}

impl Function for Endpoint {
    const NAME: &'static str = "endpoint";
    type Output = String;

    fn call(self) -> Result<String> {
        Ok(Address::parse(&self.endpoint, self.format)?.to_string())
    }
}
