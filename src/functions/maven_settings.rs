//! The configuration of Maven.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::{Address, Token, USER, VARIABLE};
use crate::service::formats::Format;

object! {
    /// Returns the `settings.xml` with which Maven downloads all artifacts from a CodeArtifact
    /// repository. To publish, use `-DaltDeploymentRepository=codeartifact::default::ENDPOINT`.
    ///
    /// If `token` is null, the file refers to the variable `CODEARTIFACT_AUTH_TOKEN` and contains
    /// no secret.
    pub(super) struct MavenSettings {
        /// Endpoint of the repository for `maven`.
        endpoint: String,
        /// Token to write into the file. If null, it is read from an environment variable.
        token: Option<Token>,
    }
}

impl Function for MavenSettings {
    const NAME: &'static str = "maven_settings";
    type Output = String;

    fn call(self) -> Result<String> {
        let address = Address::parse(&self.endpoint, Format::Maven)?;
        let password = self.token.map_or_else(|| format!("${{env.{VARIABLE}}}"), |token| token.0);
        Ok(format!(
            r#"<settings xmlns="http://maven.apache.org/SETTINGS/1.0.0">
  <servers>
    <server>
      <id>codeartifact</id>
      <username>{USER}</username>
      <password>{password}</password>
    </server>
  </servers>
  <mirrors>
    <mirror>
      <id>codeartifact</id>
      <name>AWS CodeArtifact</name>
      <url>{address}</url>
      <mirrorOf>*</mirrorOf>
    </mirror>
  </mirrors>
</settings>
"#
        ))
    }
}
