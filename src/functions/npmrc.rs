//! The configuration of npm.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::{Address, Token, VARIABLE, scopes};
use crate::service::formats::Format;

object! {
    /// Returns the `.npmrc` with which npm, pnpm, and Yarn 1 install from a CodeArtifact repository
    /// and publish to it.
    ///
    /// If `token` is null, the file refers to the variable `CODEARTIFACT_AUTH_TOKEN` and contains
    /// no secret. It must then be the file of the user, `~/.npmrc`: pnpm 12 or later does not
    /// replace variables in the file of a project, and sends no token. Yarn 2 or later does not
    /// read the file: see `yarnrc`. npm 11 warns about `always-auth`, which only Yarn 1 reads.
    pub(super) struct Npmrc {
        /// Endpoint of the repository for `npm`.
        endpoint: String,
        /// Token to write into the file. If null, it is read from an environment variable.
        token: Option<Token>,
        /// Scope, with or without `@`, whose packages are installed from the repository. Can be
        /// repeated. Defaults to all packages.
        scopes: Vec<String>,
    }
}

impl Function for Npmrc {
    const NAME: &'static str = "npmrc";
    type Output = String;

    fn call(self) -> Result<String> {
        let address = Address::parse(&self.endpoint, Format::Npm)?;
        let mut file = match self.scopes.is_empty() {
            true => format!("registry={address}\n"),
            false => String::new(),
        };
        for scope in scopes(&self.scopes)? {
            file += &format!("@{scope}:registry={address}\n");
        }
        let token = self.token.map_or_else(|| format!("${{{VARIABLE}}}"), |token| token.0);
        let at = format!("//{}", address.rest);
        // Without this Yarn 1 shows the token for packages in a scope only.
        Ok(file + &format!("{at}:always-auth=true\n{at}:_authToken={token}\n"))
    }
}
