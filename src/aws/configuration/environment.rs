//! The variables of the process, handed in as a value so that a test can make its own.

use std::collections::HashMap;
use std::path::PathBuf;

/// Variables by name.
pub(in crate::aws) type Environment = HashMap<String, String>;

/// The environment of this process, without what is not text.
pub(in crate::aws) fn environment() -> Environment {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}

/// A variable that is set to something: an empty one counts as absent, as it does for the SDKs.
pub(in crate::aws) fn variable(env: &Environment, name: &str) -> Option<String> {
    env.get(name).filter(|value| !value.is_empty()).cloned()
}

/// The path, with a leading `~` replaced by the home directory.
pub(in crate::aws) fn expanded(path: &str, env: &Environment) -> PathBuf {
    let home = variable(env, "HOME").or_else(|| variable(env, "USERPROFILE"));
    match (path.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with(['/', '\\']) => {
            PathBuf::from(home + rest)
        }
        _ => PathBuf::from(path),
    }
}
