//! The configuration of npm.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::{Address, Token, VARIABLE, scopes};
use crate::service::formats::Format;

object! {
    /// The `.npmrc` with which npm, pnpm and Yarn 1 read and publish through a repository.
    ///
    /// Without a token the file names the variable `CODEARTIFACT_AUTH_TOKEN`, and holds no secret.
    /// It must then be the file of the user, `~/.npmrc`: pnpm 12 and later replace no variables in
    /// the file of a project, and send no token. Yarn 2 and later do not read the file: see
    /// `yarnrc`. npm 11 warns of `always-auth`, which only Yarn 1 reads.
    pub(super) struct Npmrc {
        /// Address of the repository for `npm`.
        endpoint: String,
        /// Token to write into the file; null for the variable of the environment.
        token: Option<Token>,
        /// Scope, with or without its `@`, whose packages alone come from there; several may
        /// follow. None for all packages.
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
