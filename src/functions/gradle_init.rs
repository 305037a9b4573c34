//! The configuration of Gradle.

use crate::framework::diagnostic::Result;
use crate::framework::function::Function;
use crate::framework::schema::object;
use crate::service::client_files::{Address, Token, USER, VARIABLE};
use crate::service::formats::Format;

/// Where the repository is added. Plugins of the settings themselves are resolved before these are
/// evaluated, and a project may add no repository where the settings forbid it.
const SCOPE: &str = "\
beforeSettings { settings ->
    settings.pluginManagement.repositories(codeartifact)
    settings.dependencyResolutionManagement.repositories(codeartifact)
}

settingsEvaluated { settings ->
    def mode = settings.dependencyResolutionManagement.repositoriesMode.get()
    if (mode.name() == 'PREFER_PROJECT') {
        gradle.allprojects {
            repositories(codeartifact)
        }
    }
}
";

object! {
    /// Returns a Gradle init script, such as `~/.gradle/init.d/codeartifact.gradle`, that resolves
    /// plugins and dependencies from a CodeArtifact repository. Requires Gradle 6.8 or later.
    ///
    /// If the settings of a build declare its repositories (`repositoriesMode` other than
    /// `PREFER_PROJECT`), the repository is added to the settings, and not to the projects.
    ///
    /// If `token` is null, the script refers to the variable `CODEARTIFACT_AUTH_TOKEN` and contains
    /// no secret.
    pub(super) struct GradleInit {
        /// Endpoint of the repository for `maven`.
        endpoint: String,
        /// Token to write into the file. If null, it is read from an environment variable.
        token: Option<Token>,
    }
}

impl Function for GradleInit {
    const NAME: &'static str = "gradle_init";
    type Output = String;

    fn call(self) -> Result<String> {
        let address = Address::parse(&self.endpoint, Format::Maven)?;
        let variable = || format!("System.getenv('{VARIABLE}')");
        let password = self.token.map_or_else(variable, |token| format!("'{}'", token.0));
        Ok(format!(
            "def codeartifact = {{\n    maven {{\n        url = '{address}'\n        credentials \
             {{\n            username = '{USER}'\n            password = {password}\n        \
             }}\n    }}\n}}\n\n{SCOPE}"
        ))
    }
}
