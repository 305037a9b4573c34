//! The configuration of NuGet.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::{Address, Token, USER, VARIABLE};
use crate::service::formats::Format;

object! {
    /// Returns the `nuget.config` with which nuget and dotnet install all packages from a
    /// CodeArtifact repository. To publish, use `--source codeartifact`.
    ///
    /// If `token` is null, the file refers to the variable `CODEARTIFACT_AUTH_TOKEN` and contains
    /// no secret.
    pub(super) struct NugetConfig {
        /// Endpoint of the repository for `nuget`.
        endpoint: String,
        /// Token to write into the file. If null, it is read from an environment variable.
        token: Option<Token>,
    }
}

impl Function for NugetConfig {
    const NAME: &'static str = "nuget_config";
    type Output = String;

    fn call(self) -> Result<String> {
        let address = Address::parse(&self.endpoint, Format::Nuget)?;
        let password = self.token.map_or_else(|| format!("%{VARIABLE}%"), |token| token.0);
        Ok(format!(
            r#"<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <packageSources>
    <clear />
    <add key="codeartifact" value="{address}v3/index.json" protocolVersion="3" />
  </packageSources>
  <packageSourceCredentials>
    <codeartifact>
      <add key="Username" value="{USER}" />
      <add key="ClearTextPassword" value="{password}" />
    </codeartifact>
  </packageSourceCredentials>
</configuration>
"#
        ))
    }
}
