//! The configuration of pip.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::{Address, Token};
use crate::service::formats::Format;

object! {
    /// Returns the `pip.conf` with which pip installs packages from a CodeArtifact repository.
    ///
    /// pip does not replace variables in this file. If `token` is null, the URL contains no user
    /// name, and pip reads the user name and the password from `~/.netrc`. For `keyring` with
    /// `keyrings.codeartifact`, pip needs the user name in the URL: replace `://` with `://aws@`.
    /// Then `~/.netrc` is not used.
    pub(super) struct PipConf {
        /// Endpoint of the repository for `pypi`.
        endpoint: String,
        /// Token to write into the file. If null, the file contains no token.
        token: Option<Token>,
    }
}

impl Function for PipConf {
    const NAME: &'static str = "pip_conf";
    type Output = String;

    fn call(self) -> Result<String> {
        let address = Address::parse(&self.endpoint, Format::Pypi)?;
        let index =
            self.token.map_or_else(|| address.to_string(), |token| address.with_token(&token));
        Ok(format!("[global]\nindex-url = {}simple/\n", index))
    }
}
