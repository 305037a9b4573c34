//! The configuration of Poetry.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::{Address, Token, USER};
use crate::service::formats::Format;

object! {
    /// Returns the `auth.toml` with which Poetry authenticates to a CodeArtifact repository and,
    /// with `poetry publish --repository codeartifact`, publishes to it.
    ///
    /// Poetry installs packages only from the sources that a project names: `pyproject.toml` must
    /// have a `tool.poetry.source` with the name `codeartifact`, whose URL is the endpoint followed
    /// by `simple/`.
    ///
    /// If `token` is null, the file contains no credentials. Poetry reads them from the variables
    /// `POETRY_HTTP_BASIC_CODEARTIFACT_USERNAME`, which must be `aws`, and
    /// `POETRY_HTTP_BASIC_CODEARTIFACT_PASSWORD`.
    pub(super) struct PoetryAuth {
        /// Endpoint of the repository for `pypi`.
        endpoint: String,
        /// Token to write into the file. If null, it is read from environment variables.
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
