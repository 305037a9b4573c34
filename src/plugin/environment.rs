//! The environment of the process.

/// Variables by name, as a function so that tests can hand in another. Empty is absent.
pub(super) type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A variable of this process.
pub(super) fn variable(name: &str) -> Option<String> {
    let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
    Some(value.to_string_lossy().into_owned())
}
