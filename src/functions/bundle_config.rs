//! The configuration of Bundler.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::{Address, Token, USER};
use crate::service::formats::Format;

object! {
    /// Returns the `.bundle/config` with which Bundler installs the gems of rubygems.org from a
    /// CodeArtifact repository.
    ///
    /// If `token` is null, the file contains no credentials. Bundler reads them, as `aws:TOKEN`,
    /// from the variable that is named after the host: `BUNDLE_` and the host in uppercase, with
    /// `__` for each dot and `___` for each hyphen. The file names the variable in a comment.
    pub(super) struct BundleConfig {
        /// Endpoint of the repository for `ruby`.
        endpoint: String,
        /// Token to write into the file. If null, it is read from an environment variable.
        token: Option<Token>,
    }
}

impl Function for BundleConfig {
    const NAME: &'static str = "bundle_config";
    type Output = String;

    fn call(self) -> Result<String> {
        let address = Address::parse(&self.endpoint, Format::Ruby)?;
        let host = address.host().replace('-', "___").replace('.', "__").to_uppercase();
        let credentials = match self.token {
            Some(token) => format!("BUNDLE_{host}: \"{USER}:{}\"\n", token.0),
            None => format!("# Credentials: BUNDLE_{host}={USER}:TOKEN in the environment.\n"),
        };
        Ok(format!("---\nBUNDLE_MIRROR__HTTPS://RUBYGEMS__ORG/: \"{address}\"\n{credentials}"))
    }
}
