//! The configuration of Yarn 2 and later.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::{Address, Token, VARIABLE, scopes};
use crate::service::formats::Format;

object! {
    /// Returns the `.yarnrc.yml` with which Yarn 2 or later installs from a CodeArtifact repository
    /// and publishes to it.
    ///
    /// If `token` is null, the file refers to the variable `CODEARTIFACT_AUTH_TOKEN` and contains
    /// no secret. Yarn 1 reads `.npmrc`: see `npmrc`.
    pub(super) struct Yarnrc {
        /// Endpoint of the repository for `npm`.
        endpoint: String,
        /// Token to write into the file. If null, it is read from an environment variable.
        token: Option<Token>,
        /// Scope, with or without `@`, whose packages are installed from the repository. Can be
        /// repeated. Defaults to all packages.
        scopes: Vec<String>,
    }
}

impl Function for Yarnrc {
    const NAME: &'static str = "yarnrc";
    type Output = String;

    fn call(self) -> Result<String> {
        let address = Address::parse(&self.endpoint, Format::Npm)?;
        let scopes = scopes(&self.scopes)?;
        let mut file = match scopes.is_empty() {
            true => format!("npmRegistryServer: \"{address}\"\n"),
            false => "npmScopes:\n".to_owned(),
        };
        for scope in scopes {
            file += &format!("  \"{scope}\":\n    npmRegistryServer: \"{address}\"\n");
        }
        let token = self.token.map_or_else(|| format!("${{{VARIABLE}}}"), |token| token.0);
        file += &format!(
            "npmRegistries:\n  \"//{}\":\n    npmAlwaysAuth: true\n    npmAuthToken: \"{token}\"\n",
            address.rest
        );
        if address.is_plain() {
            // Yarn asks for nothing without TLS unless the host is named.
            file += &format!("unsafeHttpWhitelist:\n  - \"{}\"\n", address.host());
        }
        Ok(file)
    }
}
