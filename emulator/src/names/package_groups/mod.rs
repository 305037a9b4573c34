//! The patterns of package groups, and the packages that they match.

mod folding;
mod matching;
mod part;
mod pattern;

pub use self::matching::Association;
pub(crate) use self::matching::PackageName;
pub(crate) use self::pattern::Pattern;

/// How a pattern matches a package, or `None` when it does not; no namespace is the empty text.
///
/// # Errors
/// The pattern is none; the text says why.
pub fn association(
    pattern: &str,
    format: &str,
    namespace: &str,
    name: &str,
) -> Result<Option<Association>, String> {
    Ok(Pattern::parse(pattern)?.association(PackageName { format, namespace, name }))
}
