//! The configuration of npm.

use crate::framework::diagnostic::{Error, Result};
use crate::framework::function::Function;
use crate::framework::path::Step;
use crate::framework::schema::object;
use crate::service::client_files::{Address, Token, VARIABLE};
use crate::service::formats::Format;

object! {
    /// The `.npmrc` with which npm, pnpm and Yarn 1 read and publish through a repository.
    ///
    /// Without a token the file names the variable `CODEARTIFACT_AUTH_TOKEN`, and holds no secret.
    pub(super) struct Npmrc {
        /// Address of the repository for `npm`.
        endpoint: String,
        /// Token to write into the file; null for the variable of the environment.
        token: Option<Token>,
        /// Scope, with or without its `@`, whose packages alone come from there; several may follow. None
        /// for all packages.
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
        for (index, scope) in self.scopes.iter().enumerate() {
            let name = scope.strip_prefix('@').unwrap_or(scope);
            if !is_scope(name) {
                let error =
                    Error::new(format!("must be a scope such as \"@my-scope\", got {scope:?}"));
                return Err(error
                    .under(Step::Index(index))
                    .under(Step::Attribute("scopes".into())));
            }
            file += &format!("@{name}:registry={address}\n");
        }
        let token = self.token.map_or_else(|| format!("${{{VARIABLE}}}"), |token| token.0);
        Ok(file + &format!("//{}:_authToken={token}\n", address.rest))
    }
}

fn is_scope(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    !name.is_empty() && name.chars().all(allowed)
}
