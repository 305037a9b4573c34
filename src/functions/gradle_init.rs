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
    /// The init script, such as `~/.gradle/init.d/codeartifact.gradle`, with which Gradle takes
    /// plugins and dependencies from a repository. Requires Gradle 6.8 or later.
    ///
    /// In a build whose settings say where dependencies come from (`repositoriesMode` other than
    /// `PREFER_PROJECT`), the repository is added there, and to no project.
    ///
    /// Without a token the script reads the variable `CODEARTIFACT_AUTH_TOKEN`, and holds no
    /// secret.
    pub(super) struct GradleInit {
        /// Address of the repository for `maven`.
        endpoint: String,
        /// Token to write into the file; null for the variable of the environment.
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
