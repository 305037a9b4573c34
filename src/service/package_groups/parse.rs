//! The pattern of a package group, read from its text.

use std::str::FromStr;

use super::pattern::{Fault, Part, PartName, Pattern};
use super::words::ends_in_word;
use crate::framework::field::Field;
use crate::service::formats::Format;

/// The most characters of a pattern. Source: the service's model.
const LONGEST: usize = 520;

impl FromStr for Pattern {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let whole = |cause: &str| Fault::of(PartName::Whole, text, cause);
        if text.chars().count() > LONGEST {
            return Err(whole("must have at most 520 characters"));
        }
        let parts = text.strip_prefix('/').ok_or_else(|| whole("must start with `/`"))?;
        let parsed = match parts.split('/').collect::<Vec<_>>()[..] {
            ["*"] => return Ok(Self::ROOT),
            [_] => return Err(whole("must be `/*`, or continue after the format: `/npm/*`")),
            [format, namespace] => of_namespaces(self::format(format)?, namespace)?,
            [format, namespace, name] => of_names(self::format(format)?, namespace, name)?,
            _ => return Err(whole("must have at most a format, a namespace, and a name")),
        };
        parsed.checked()
    }
}

fn format(text: &str) -> Result<Format, Fault> {
    let cause = match text {
        "python" => "must be `pypi`".to_owned(),
        _ => format!("must be one of `{}`", Format::CHOICES.join("`, `")),
    };
    let known = Format::ALL.iter().copied().find(|format| format.text() == text);
    known.ok_or_else(|| Fault::of(PartName::Format, text, &cause))
}

/// `/{format}/*` and `/{format}/{namespace}~`.
fn of_namespaces(format: Format, text: &str) -> Result<Pattern, Fault> {
    let namespace = open_part(PartName::Namespace, text)?;
    let fault = || match format.has_namespaces() {
        true => "must end in `~`, or be followed by a name: `/npm/namespace/*`",
        false => "must be empty: write `//` before the name",
    };
    let namespace = namespace.ok_or_else(|| Fault::of(PartName::Namespace, text, fault()))?;
    Ok(Pattern { format: Some(format), namespace, name: Part::Anything })
}

/// `/{format}/{namespace}/*`, `/{format}/{namespace}/{name}~` and `/{format}/{namespace}/{name}$`.
fn of_names(format: Format, namespace: &str, name: &str) -> Result<Pattern, Fault> {
    let part = match (open_part(PartName::Name, name)?, name.strip_suffix('$')) {
        (Some(open), _) => open,
        (None, Some(exact)) if !exact.is_empty() => Part::Exactly(exact.to_owned()),
        _ => {
            let cause = "must be `*`, or end in `$` for this one name or in `~` for all names that start with its \
                         words";
            return Err(Fault::of(PartName::Name, name, cause));
        }
    };
    Ok(Pattern { format: Some(format), namespace: Part::Exactly(namespace.to_owned()), name: part })
}

/// The part, where it ends in a sign that leaves it open.
fn open_part(part: PartName, text: &str) -> Result<Option<Part>, Fault> {
    let fault = |cause: &str| Err(Fault::of(part, text, cause));
    match (text.strip_suffix('~'), text.strip_suffix('*')) {
        (Some(words), _) if ends_in_word(words) => Ok(Some(Part::Words(words.to_owned()))),
        (Some(_), _) => fault("can have `~` only after a letter or a digit; write `*` instead"),
        (_, Some("")) => Ok(Some(Part::Anything)),
        (_, Some(words)) if ends_in_word(words) => fault(
            "can have `*` only alone or after a punctuation character; write `~` after a word",
        ),
        (_, Some(text)) => Ok(Some(Part::Beginning(text.to_owned()))),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str, part: PartName, says: &str) {
        let fault = text.parse::<Pattern>().expect_err(text);
        assert_eq!(fault.part, part, "{fault}");
        assert!(fault.to_string().contains(says), "{fault}");
    }

    #[test]
    fn a_bad_pattern_is_refused_at_its_part() {
        use PartName::{Format, Name, Namespace, Whole};
        refused("", Whole, "start with `/`");
        refused("npm/*", Whole, "start with `/`");
        refused("/npm", Whole, "continue after the format");
        refused("/npm/a/b/c$", Whole, "at most");
        refused(&format!("/npm//{}$", "x".repeat(520)), Whole, "520");
        refused("/deb/*", Format, "`pypi`");
        refused("/python//requests$", Format, "must be `pypi`");
        refused("/pypi/requests~", Namespace, "must be empty");
        refused("/pypi/requests$", Namespace, "write `//` before the name");
        refused("/npm/react$", Namespace, "must end in `~`");
        refused("/npm/@space/*", Namespace, "without its `@`");
        refused("/maven//core$", Namespace, "must not be empty");
        refused("/npm/spa ce~", Namespace, "no space");
        refused("/npm//react", Name, "end in `$`");
        refused("/npm//$", Name, "end in `$`");
        refused("/npm//react-~", Name, "write `*` instead");
        refused("/npm//react*", Name, "write `~` after a word");
        refused("/pypi//Flask_App$", Name, "write `flask-app`");
        refused("/nuget//Newtonsoft.Json$", Name, "write `newtonsoft.json`");
        refused("/swift/Apple/nio$", Namespace, "write `apple`");
    }
}
