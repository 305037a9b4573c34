//! The configuration of Poetry.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::{Address, Token, USER};
use crate::service::formats::Format;

object! {
    /// The `auth.toml` with which Poetry shows its credentials to a repository, and publishes to it
    /// with `poetry publish --repository codeartifact`.
    ///
    /// Poetry takes packages only from the sources that a project names: `pyproject.toml` must have
    /// a `tool.poetry.source` with the name `codeartifact`, whose URL is the endpoint with `simple/`
    /// after it.
    ///
    /// Without a token the file holds no credentials. Poetry takes them from the variables
    /// `POETRY_HTTP_BASIC_CODEARTIFACT_USERNAME`, which must be `aws`, and
    /// `POETRY_HTTP_BASIC_CODEARTIFACT_PASSWORD`.
    pub(super) struct PoetryAuth {
        /// Address of the repository for `pypi`.
        endpoint: String,
        /// Token to write into the file; null for the variables of the environment.
        token: Option<Token>,
    }
}

impl Function for PoetryAuth {
    const NAME: &'static str = "poetry_auth";
    type Output = String;

    fn call(self) -> Result<String> {
        let address = Address::parse(&self.endpoint, Format::Pypi)?;
        let credentials = self.token.map(|token| {
            let password = token.0;
            format!(
                "\n[http-basic.codeartifact]\nusername = \"{USER}\"\npassword = \"{password}\"\n"
            )
        });
        let credentials = credentials.unwrap_or_default();
        Ok(format!("[repositories.codeartifact]\nurl = \"{address}\"\n{credentials}"))
    }
}
