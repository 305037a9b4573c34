//! How patterns match packages.

use serde::Serialize;

use super::Pattern;
use super::folding::fold;
use crate::names::coordinates::Coordinates;

/// What names a package in a domain; no namespace is the empty text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PackageName<'a> {
    /// Format, in the words of the model.
    pub(crate) format: &'a str,
    pub(crate) namespace: &'a str,
    pub(crate) name: &'a str,
}

impl<'a> From<&'a Coordinates> for PackageName<'a> {
    fn from(package: &'a Coordinates) -> Self {
        let Coordinates { format, namespace, name } = package;
        PackageName { format, namespace: namespace.as_deref().unwrap_or_default(), name }
    }
}

/// How a pattern matches a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Association {
    /// Only by its look. Such a package can neither be published nor come from elsewhere.
    Weak,
    /// As it is written.
    Strong,
}

/// How narrow a pattern is.
type Rank = (bool, (u8, usize), (u8, usize));

impl Pattern {
    /// How it matches a package, if it does.
    pub(crate) fn association(&self, package: PackageName<'_>) -> Option<Association> {
        if self.format.as_deref().is_some_and(|format| format != package.format) {
            return None;
        }
        if self.namespace.matches(package.namespace) && self.name.matches(package.name) {
            return Some(Association::Strong);
        }
        let looks_alike = self.namespace.folded().matches(&fold(package.namespace))
            && self.name.folded().matches(&fold(package.name));
        looks_alike.then_some(Association::Weak)
    }

    /// How narrow it is: of the patterns that cover another one, the greatest is its parent.
    pub(crate) fn rank(&self) -> Rank {
        (self.format.is_some(), self.namespace.rank(), self.name.rank())
    }

    /// How narrow it is by its look. It decides before [`Pattern::rank`] to which group a package
    /// belongs, so that a package cannot escape the group of its look-alikes.
    pub(crate) fn rank_of_look(&self) -> Rank {
        (self.format.is_some(), self.namespace.folded().rank(), self.name.folded().rank())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::package_groups::association;

    #[track_caller]
    fn check(pattern: &str, package: &str, expect: Option<Association>) {
        let parts: Vec<&str> = package.split('/').collect();
        let found = association(pattern, parts[0], parts[1], parts[2]).expect("a pattern");
        assert_eq!(found, expect, "{pattern} and {package}");
    }

    #[test]
    fn patterns_match_what_they_say() {
        let strong = Some(Association::Strong);
        for (pattern, package, expect) in [
            ("/*", "npm/space/foo", strong),
            ("/npm/*", "npm//foo", strong),
            ("/npm/*", "pypi//foo", None),
            ("/npm/space~", "npm/space/foo", strong),
            ("/npm/space~", "npm/space-two/foo", strong),
            ("/npm/space~", "npm/spaces/foo", None),
            ("/npm/space/*", "npm/space/foo", strong),
            ("/npm/space/*", "npm/space-two/foo", None),
            ("/npm//*", "npm//foo", strong),
            ("/npm//*", "npm/space/foo", None),
            ("/npm/space/foo~", "npm/space/foo", strong),
            ("/npm/space/foo~", "npm/space/foo-bar", strong),
            ("/npm/space/foo~", "npm/space/food", None),
            ("/npm/space/foo~", "npm/space/foo1", None),
            ("/npm/space/foo~", "npm/space/foo\u{301}", None),
            ("/npm/space/foo-*", "npm/space/foo-bar", strong),
            ("/npm/space/foo-*", "npm/space/foo", None),
            ("/npm//react$", "npm//react", strong),
            ("/npm//react$", "npm//react-dom", None),
        ] {
            check(pattern, package, expect);
        }
    }

    #[test]
    fn what_looks_alike_matches_weakly() {
        let weak = Some(Association::Weak);
        for (pattern, package, expect) in [
            ("/npm//foo-bar$", "npm//Foo-Bar", weak),
            ("/npm//foo-bar$", "npm//foo.bar", weak),
            ("/npm//foo-bar$", "npm//foo..bar", weak),
            ("/npm//foo-bar$", "npm//foo_bar", weak),
            ("/npm//foo-bar$", "npm//foobar", None),
            ("/npm//foo-bar$", "npm//f\u{43e}o-bar", weak),
            ("/npm//foo$", "npm//f00", weak),
            ("/npm//foo~", "npm//FOO-bar", weak),
            ("/npm/space/*", "npm/SPACE/anything", weak),
            ("/npm/stra\u{df}e/*", "npm/STRASSE/anything", weak),
        ] {
            check(pattern, package, expect);
        }
    }

    #[test]
    fn nothing_else_is_a_pattern() {
        for wrong in [
            "",
            "*",
            "npm/*",
            "/npm",
            "/npm/",
            "/npm/foo",
            "/npm/foo$",
            "/npm//foo",
            "/npm//$",
            "/npm//~",
            "/npm//foo-~",
            "/npm//foo*",
            "/npm/a/b/c$",
            "/deb/*",
            "/python/*",
            "/pypi/foo~",
            "/pypi/foo/*",
            "/pypi//Foo$",
            "/pypi//foo_bar$",
            "/nuget//Foo$",
            "/swift/Apple/*",
            "/maven//core$",
            "/npm/*/foo$x",
        ] {
            assert!(Pattern::parse(wrong).is_err(), "{wrong}");
        }
    }
}
