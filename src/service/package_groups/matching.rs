//! Which packages a pattern matches.

use caseless::default_case_fold_str;

use super::looks::skeleton;
use super::pattern::{Part, Pattern};
use super::words::in_word;
use crate::framework::schema::choice;
use crate::service::formats::{Format, separators_as};

choice! {
    /// How a pattern matches a package.
    pub(crate) enum Match {
        /// As it is written.
        Strong = "STRONG",
        /// Only resembles it: CodeArtifact blocks such a package.
        Weak = "WEAK",
        /// Not at all.
        None = "NONE",
    }
}

impl Pattern {
    /// How it matches a package, whose parts are normalized; no namespace is an empty one.
    pub(crate) fn matches(&self, format: Format, namespace: &str, name: &str) -> Match {
        if self.format.is_some_and(|own| own != format) {
            return Match::None;
        }
        if self.namespace.matches(namespace) && self.name.matches(name) {
            return Match::Strong;
        }
        let looks_like = |part: &Part, text: &str| part.folded().matches(&folded(text));
        match looks_like(&self.namespace, namespace) && looks_like(&self.name, name) {
            true => Match::Weak,
            false => Match::None,
        }
    }
}

impl Part {
    fn matches(&self, text: &str) -> bool {
        match self {
            Self::Anything => true,
            Self::Exactly(exact) => text == exact,
            Self::Words(words) => {
                let rest = text.strip_prefix(words.as_str());
                rest.is_some_and(|rest| !rest.starts_with(in_word))
            }
            Self::Beginning(beginning) => text.starts_with(beginning.as_str()),
        }
    }

    fn folded(&self) -> Self {
        match self {
            Self::Anything => Self::Anything,
            Self::Exactly(text) => Self::Exactly(folded(text)),
            Self::Words(text) => Self::Words(folded(text)),
            Self::Beginning(text) => Self::Beginning(folded(text)),
        }
    }
}

/// What a name looks like: without case, with one dot for each run of separators, and with one
/// character for all that can be confused with it. Source: the service's guide.
fn folded(name: &str) -> String {
    // What a character is confused with may be a capital again.
    let seen = skeleton(&default_case_fold_str(name));
    separators_as(&default_case_fold_str(&seen), ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, namespace: &str, name: &str, expected: Match) {
        let pattern: Pattern = pattern.parse().expect(pattern);
        let found = pattern.matches(Format::Npm, namespace, name);
        assert_eq!(found, expected, "{pattern} and {namespace}/{name}");
    }

    #[test]
    fn a_pattern_matches_whole_words() {
        check("/*", "space", "foo", Match::Strong);
        check("/npm/*", "space", "foo", Match::Strong);
        check("/pypi/*", "", "foo", Match::None);
        for (name, expected) in [
            ("foo", Match::Strong),
            ("foo-bar", Match::Strong),
            ("foo.bar", Match::Strong),
            ("food", Match::None),
            ("fo", Match::None),
            ("foo\u{301}", Match::None),
            ("foo\u{94d}", Match::None),
            ("foo\u{24b6}", Match::Strong),
        ] {
            check("/npm/space/foo~", "space", name, expected);
            check("/npm/foo~", name, "anything", expected);
        }
        check("/npm/space/foo-*", "space", "foo-bar", Match::Strong);
        check("/npm/space/foo-*", "space", "foo", Match::None);
        check("/npm//react$", "", "react", Match::Strong);
        check("/npm//react$", "", "react-dom", Match::None);
        check("/npm//*", "space", "react", Match::None);
    }

    #[test]
    fn what_looks_like_a_match_is_a_weak_one() {
        for name in ["Foo-Bar", "foo.bar", "foo..bar", "foo_bar", "f\u{43e}o-bar", "f0o-bar"] {
            check("/npm//foo-bar$", "", name, Match::Weak);
        }
        check("/npm//foo-bar$", "", "foobar", Match::None);
        check("/npm/space/*", "Space", "foo", Match::Weak);
        check("/npm/stra\u{df}e/*", "STRASSE", "foo", Match::Weak);
        check("/npm//foo~", "", "FOO-bar", Match::Weak);
    }
}
