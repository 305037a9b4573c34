//! The configuration of pip.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::{Address, Token};
use crate::service::formats::Format;

object! {
    /// The `pip.conf` with which pip installs from a repository.
    ///
    /// pip reads no variables in this file. Without a token the address names nobody, and pip takes
    /// user and password from `~/.netrc`. For `keyring` with `keyrings.codeartifact`, pip needs the
    /// user in the address: replace `://` with `://aws@`; `~/.netrc` is then not used.
    pub(super) struct PipConf {
        /// Address of the repository for `pypi`.
        endpoint: String,
        /// Token to write into the file; null for none.
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
