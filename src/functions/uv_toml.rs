//! The configuration of uv.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::{Address, Token};
use crate::service::formats::Format;

object! {
    /// Returns the `uv.toml` with which uv installs all packages from a CodeArtifact repository. To
    /// publish, use `uv publish --index codeartifact`.
    ///
    /// If `token` is null, the file contains no credentials. uv reads them from the variables
    /// `UV_INDEX_CODEARTIFACT_USERNAME`, which must be `aws`, and `UV_INDEX_CODEARTIFACT_PASSWORD`.
    /// To publish, uv always reads them from `UV_PUBLISH_USERNAME` and `UV_PUBLISH_PASSWORD`.
    pub(super) struct UvToml {
        /// Endpoint of the repository for `pypi`.
        endpoint: String,
        /// Token to write into the file. If null, it is read from environment variables.
        token: Option<Token>,
    }
}

impl Function for UvToml {
    const NAME: &'static str = "uv_toml";
    type Output = String;

    fn call(self) -> Result<String> {
        let address = Address::parse(&self.endpoint, Format::Pypi)?;
        let index =
            self.token.map_or_else(|| address.to_string(), |token| address.with_token(&token));
        Ok(format!(
            "[[index]]\nname = \"codeartifact\"\nurl = \"{index}simple/\"\npublish-url = \
             \"{address}\"\ndefault = true\n"
        ))
    }
}
