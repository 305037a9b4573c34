//! The address of a repository for one format, from the one that a repository has for all of them.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::Address;
use crate::service::formats::Format;

object! {
    /// Returns the endpoint of a CodeArtifact repository for one package format, from the
    /// `endpoint` of a `codeartifact_repository`. It makes no API call.
    pub(super) struct Endpoint {
        /// Endpoint with `{format}` in place of the package format: the `endpoint` of a repository.
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
