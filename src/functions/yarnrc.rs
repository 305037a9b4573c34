//! The configuration of Yarn 2 and later.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::{Address, Token, VARIABLE, scopes};
use crate::service::formats::Format;

object! {
    /// The `.yarnrc.yml` with which Yarn 2 and later read and publish through a repository.
    ///
    /// Without a token the file names the variable `CODEARTIFACT_AUTH_TOKEN`, and holds no secret.
    /// Yarn 1 reads `.npmrc`: see `npmrc`.
    pub(super) struct Yarnrc {
        /// Address of the repository for `npm`.
        endpoint: String,
        /// Token to write into the file; null for the variable of the environment.
        token: Option<Token>,
        /// Scope, with or without its `@`, whose packages alone come from there; several may
        /// follow. None for all packages.
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
