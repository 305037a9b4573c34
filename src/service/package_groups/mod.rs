//! Package groups: their patterns, and the packages that a pattern matches.

mod key;
mod matching;
mod membership;
mod origins;
mod parse;
mod pattern;
mod shown;
#[cfg(test)]
mod tests;
mod words;

pub use key::PackageGroupKey;
pub use matching::Match;
pub use membership::MembershipKey;
pub use origins::{ORIGIN_RULE, OriginConfiguration, RestrictionType, plan};
pub use pattern::{Fault, Part, PartName, Pattern};
pub use shown::Shown;

use crate::framework::{
    diagnostic::{Error, Result},
    validate::Rule,
    value::Value,
};

/// What must hold for the attribute `pattern`.
pub const PATTERN_RULE: Rule = Rule::Holds {
    doc: "`pattern` is one of `/*`, `/FORMAT/*`, `/FORMAT/NAMESPACE~`, `/FORMAT/NAMESPACE/*`, \
          `/FORMAT/NAMESPACE/NAME~` and `/FORMAT/NAMESPACE/NAME$`, where `~` stands for what follows \
          whole words and NAMESPACE is empty where there is none.",
    check,
};

fn check(config: &Value) -> Result<()> {
    let Some(text) = config.get("pattern").as_str() else {
        return Ok(());
    };
    parse("pattern", text).map(drop)
}

/// The pattern of this text, which the argument `name` holds.
///
/// # Errors
/// It is none; the error is at the argument and tells which part is wrong.
pub fn parse(name: &str, text: &str) -> Result<Pattern> {
    text.parse().map_err(|fault: Fault| Error::at(name, fault.to_string()))
}
