//! The order of versions, as the package manager of their format sees it.

mod identifier;
mod qualified;
mod semantic;

use std::cmp::Ordering;

use crate::service::formats::Format;

/// Compares two versions of a package. Versions that mean the same, such as `1.0` and `1.0.0`, are
/// equal.
pub(crate) fn compare(format: Option<Format>, left: &str, right: &str) -> Ordering {
    match format {
        Some(Format::Maven) => qualified::compare(&qualified::MAVEN, left, right),
        Some(Format::Pypi) => qualified::compare(&qualified::PYPI, left, right),
        Some(Format::Ruby) => qualified::compare(&qualified::RUBY, left, right),
        _ => semantic::compare(left, right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Demands that these versions are sorted, the oldest first, and that no two are equal.
    fn is_sorted(format: Format, versions: &str) {
        let versions: Vec<&str> = versions.split_whitespace().collect();
        for (place, left) in versions.iter().enumerate() {
            for (other, right) in versions.iter().enumerate() {
                let found = compare(Some(format), left, right);
                assert_eq!(found, place.cmp(&other), "{format:?}: {left} and {right}");
            }
        }
    }

    fn are_equal(format: Format, left: &str, right: &str) {
        assert_eq!(compare(Some(format), left, right), Ordering::Equal, "{left} and {right}");
    }

    /// Source: the eleventh rule of semver.org.
    #[test]
    fn semantic_versions() {
        let sorted = "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 \
                      1.0.0-beta.11 1.0.0-rc.1 1.0.0 1.0.1 1.2.0 1.10.0 2.0.0 \
                      10000000000000000000000000.0.0";
        for format in [Format::Npm, Format::Cargo, Format::Swift] {
            is_sorted(format, sorted);
        }
        are_equal(Format::Npm, "1.0.0+linux", "1.0.0");
        are_equal(Format::Nuget, "1.0.0-RC.1", "1.0-rc.01");
        is_sorted(Format::Nuget, "1.0.0 1.0.0.1 1.0.1");
        is_sorted(Format::Generic, "v9 v10 2024-01 2024 2024a vista");
        are_equal(Format::Generic, "v1.2", "1.2.0");
    }

    /// Source: the table of Maven's guide to the order of versions.
    #[test]
    fn versions_of_maven() {
        let sorted = "1.0-alpha-1 1.0-alpha-2 1.0-beta 1.0-milestone 1.0-rc1 1.0-SNAPSHOT 1.0 \
                      1.0-sp 1.0-jre 1.0.1 1.9 1.10";
        is_sorted(Format::Maven, sorted);
        are_equal(Format::Maven, "1.0.0.Final", "1");
        are_equal(Format::Maven, "1.0-CR1", "1.0-rc-1");
        are_equal(Format::Maven, "1.0a1", "1.0-alpha-1");
    }

    /// Source: the summary of Python's specification of versions.
    #[test]
    fn versions_of_python() {
        let sorted = "1.0.dev456 1.0a1 1.0a2.dev456 1.0a12.dev456 1.0a12 1.0b1.dev456 1.0b2 \
                      1.0b2.post345 1.0rc1 1.0 1.0.post456 1.0.15 1.1.dev1 1!0.1";
        is_sorted(Format::Pypi, sorted);
        are_equal(Format::Pypi, "v1.0.0-ALPHA1", "1.0a1");
        are_equal(Format::Pypi, "1.0+local.1", "1.0");
    }

    /// Source: the description of `Gem::Version`.
    #[test]
    fn versions_of_ruby() {
        is_sorted(Format::Ruby, "1.0.a 1.0.b1 1.0.b2 1.0.pre 1.0.rc1 1.0 1.0.1 1.9 1.10");
        are_equal(Format::Ruby, "1", "1.0.0");
    }
}
