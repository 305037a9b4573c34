//! What Python projects are called.

use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;

/// A project by its name in any of the spellings that stand for it (PEP 503).
pub(super) fn coordinates(name: &str) -> Result<Coordinates, Failure> {
    Coordinates::new("pypi", None, &normal(name))
}

/// The one spelling of a name: small letters, and a dash for each run of dashes, dots and
/// underscores.
pub(super) fn normal(name: &str) -> String {
    let words = name.split(['-', '_', '.']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn every_spelling_of_a_name_is_one() {
        for name in ["a-b.c", "A_B-c", "a--b._c"] {
            assert_eq!(normal(name), "a-b-c", "{name}");
        }
    }
}
