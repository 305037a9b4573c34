//! The configuration of sbt.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::{Address, Token, USER, VARIABLE};
use crate::service::formats::Format;

object! {
    /// Returns global sbt settings, such as `~/.sbt/1.0/codeartifact.sbt`, that resolve dependencies
    /// from a CodeArtifact repository.
    ///
    /// To publish, also set `publishTo := resolvers.value.find(_.name == "codeartifact")` in the
    /// build. sbt does not upload a `maven-metadata.xml`. Therefore, CodeArtifact keeps the package
    /// version `Unfinished` until you set its status to `Published`.
    ///
    /// If `token` is null, the settings refer to the variable `CODEARTIFACT_AUTH_TOKEN` and contain
    /// no secret.
    pub(super) struct SbtSettings {
        /// Endpoint of the repository for `maven`.
        endpoint: String,
        /// Token to write into the file. If null, it is read from an environment variable.
        token: Option<Token>,
    }
}

impl Function for SbtSettings {
    const NAME: &'static str = "sbt_settings";
    type Output = String;

    fn call(self) -> Result<String> {
        let address = Address::parse(&self.endpoint, Format::Maven)?;
        let (host, realm) = (address.host(), address.realm());
        let variable = || format!("sys.env.getOrElse(\"{VARIABLE}\", \"\")");
        let password = self.token.map_or_else(variable, |token| format!("\"{}\"", token.0));
        let allowed = if address.is_plain() { ".withAllowInsecureProtocol(true)" } else { "" };
        Ok(format!(
            "resolvers += (\"codeartifact\" at \"{address}\"){allowed}\n\ncredentials += \
             Credentials(\"{realm}\", \"{host}\", \"{USER}\", {password})\n"
        ))
    }
}
