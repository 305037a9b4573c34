//! The configuration of twine.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::{Address, Token, USER};
use crate::service::formats::Format;

object! {
    /// Returns the `.pypirc` with which twine publishes to a CodeArtifact repository: `twine upload
    /// --repository codeartifact`.
    ///
    /// If `token` is null, the file contains no password, and twine reads the password from
    /// `TWINE_PASSWORD`.
    pub(super) struct Pypirc {
        /// Endpoint of the repository for `pypi`.
        endpoint: String,
        /// Token to write into the file. If null, the file contains no token.
        token: Option<Token>,
    }
}

impl Function for Pypirc {
    const NAME: &'static str = "pypirc";
    type Output = String;

    fn call(self) -> Result<String> {
        let address = Address::parse(&self.endpoint, Format::Pypi)?;
        let password = self.token.map(|token| format!("password = {}\n", token.0));
        Ok(format!(
            "[distutils]\nindex-servers =\n    codeartifact\n\n[codeartifact]\nrepository = \
             {address}\nusername = {USER}\n{}",
            password.unwrap_or_default()
        ))
    }
}
