//! Package groups: their patterns, and the packages that a pattern matches.

mod key;
mod looks;
mod matching;
mod membership;
mod origins;
mod parse;
mod pattern;
mod shown;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use key::PackageGroupKey;
pub(crate) use matching::Match;
pub(crate) use membership::MembershipKey;
pub(crate) use origins::{ORIGIN_RULE, OriginConfiguration, RestrictionType, plan};
pub(crate) use pattern::{Fault, Part, PartName, Pattern};
pub(crate) use shown::Shown;

use crate::framework::diagnostic::{Error, Result};
use crate::framework::validate::Rule;
use crate::framework::value::Value;

/// What must hold for the attribute `pattern`.
pub(crate) const PATTERN_RULE: Rule = Rule::Holds {
    doc: "`pattern` is one of `/*`, `/FORMAT/*`, `/FORMAT/NAMESPACE~`, `/FORMAT/NAMESPACE/*`, \
          `/FORMAT/NAMESPACE/NAME~`, and `/FORMAT/NAMESPACE/NAME$`. NAMESPACE is empty if there is none. `~` matches \
          names that continue after a whole word: `/npm//acme~` matches `acme` and `acme-cli`, not `acmeology`.",
    check,
};

fn check(config: &Value, report: &mut Vec<Error>) {
    let text = config.get("pattern").as_str();
    report.extend(text.and_then(|text| parse("pattern", text).err()));
}

/// The pattern of this text, which the argument `name` holds.
///
/// # Errors
/// It is none; the error is at the argument and tells which part is wrong.
pub(crate) fn parse(name: &str, text: &str) -> Result<Pattern> {
    text.parse().map_err(|fault: Fault| Error::at(name, fault.to_string()))
}
