//! What the formats of packages say of namespaces, and the form in which names are kept (user
//! guide).

/// Whether packages of a format have namespaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Namespaces {
    /// None has.
    Never,
    /// Some have.
    Sometimes,
    /// All have.
    Always,
}

/// Whether packages of a format have namespaces, or nothing when there is no such format.
pub(super) fn namespaces(format: &str) -> Option<Namespaces> {
    match format {
        "npm" => Some(Namespaces::Sometimes),
        "maven" | "swift" | "generic" => Some(Namespaces::Always),
        "pypi" | "nuget" | "ruby" | "cargo" => Some(Namespaces::Never),
        _ => None,
    }
}

/// The form in which a namespace or a name is kept.
pub(super) fn normalised(format: &str, text: &str) -> String {
    match format {
        "nuget" | "swift" => text.to_lowercase(),
        "pypi" => hyphenated(&text.to_lowercase()),
        _ => text.to_owned(),
    }
}

/// One hyphen for each run of `-`, `_` and `.` (PEP 503).
fn hyphenated(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '-' | '_' | '.' if name.ends_with('-') => {}
            '-' | '_' | '.' => name.push('-'),
            other => name.push(other),
        }
    }
    name
}
