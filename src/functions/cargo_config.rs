//! The configuration of Cargo.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::{Address, Token};
use crate::service::formats::Format;

object! {
    /// Returns the `.cargo/config.toml` with which Cargo downloads all crates from a CodeArtifact
    /// repository and publishes to it. Requires Cargo 1.74 or later.
    ///
    /// If `token` is null, Cargo reads the token from the variable
    /// `CARGO_REGISTRIES_CODEARTIFACT_TOKEN`, and the file contains no secret.
    pub(super) struct CargoConfig {
        /// Endpoint of the repository for `cargo`.
        endpoint: String,
        /// Token to write into the file. If null, it is read from an environment variable.
        token: Option<Token>,
    }
}

impl Function for CargoConfig {
    const NAME: &'static str = "cargo_config";
    type Output = String;

    fn call(self) -> Result<String> {
        let address = Address::parse(&self.endpoint, Format::Cargo)?;
        let token = self.token.map(|token| format!("token = \"{}\"\n", token.0));
        Ok(format!(
            "[registries.codeartifact]\nindex = \"sparse+{address}\"\ncredential-provider = \
             \"cargo:token\"\n{}\n[registry]\ndefault = \
             \"codeartifact\"\n\n[source.crates-io]\nreplace-with = \"codeartifact\"\n",
            token.unwrap_or_default()
        ))
    }
}
