//! The pattern of a package group, read and written.

use std::{fmt, str::FromStr};

use super::words::ends_in_word;
use crate::{framework::field::Field, service::formats::Format};

/// The most characters of a pattern. Source: the service's model.
const LONGEST: usize = 520;

/// What a package group is of. Source of the six forms: the service's guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The format; none for the root group, which has every package.
    pub format: Option<Format>,
    /// What the namespace must be; an empty one stands for none.
    pub namespace: Part,
    /// What the name must be.
    pub name: Part,
}

/// What a part of a package's name must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Anything: `*`.
    Anything,
    /// This text: `…$` for a name.
    Exactly(String),
    /// Whole words that begin with these: `…~`.
    Words(String),
    /// Anything that begins with this text, which ends between words: `…*`.
    Beginning(String),
}

/// The parts of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartName {
    /// The pattern as a whole.
    Whole,
    /// The format.
    Format,
    /// The namespace.
    Namespace,
    /// The name.
    Name,
}

/// Which part of a pattern is wrong, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The part.
    pub part: PartName,
    /// Its text.
    pub text: String,
    /// What is wrong, and the way out.
    pub cause: String,
}

impl Pattern {
    /// The pattern of the group that every domain has from the start.
    pub const ROOT: Self = Self { format: None, namespace: Part::Anything, name: Part::Anything };

    /// Whether it is the root group's.
    pub fn is_root(&self) -> bool {
        self.format.is_none()
    }

    /// The pattern, if its parts can be those of one.
    ///
    /// # Errors
    /// A part is wrong for its format.
    pub fn checked(self) -> Result<Self, Fault> {
        let Some(format) = self.format else {
            return Ok(self);
        };
        namespace_fits(format, &self.namespace)?;
        spelled_well(format, PartName::Namespace, &self.namespace)?;
        spelled_well(format, PartName::Name, &self.name)?;
        Ok(self)
    }
}

impl FromStr for Pattern {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let whole = |cause: &str| Fault::of(PartName::Whole, text, cause);
        if text.chars().count() > LONGEST {
            return Err(whole("must have at most 520 characters"));
        }
        let parts = text.strip_prefix('/').ok_or_else(|| whole("must begin with `/`"))?;
        let parsed = match parts.split('/').collect::<Vec<_>>()[..] {
            ["*"] => return Ok(Self::ROOT),
            [_] => return Err(whole("must be `/*`, or go on after the format: `/npm/*`")),
            [format, namespace] => of_namespaces(self::format(format)?, namespace)?,
            [format, namespace, name] => of_names(self::format(format)?, namespace, name)?,
            _ => return Err(whole("must have a format, a namespace and a name at most")),
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
            let cause = "must be `*`, or end in `$` for this one name or in `~` for all names that \
                         begin with its words";
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
        (Some(_), _) => fault("can have `~` only behind a letter or a digit; write `*` instead"),
        (_, Some("")) => Ok(Some(Part::Anything)),
        (_, Some(words)) if ends_in_word(words) => {
            fault("can have `*` only alone or behind a sign; write `~` behind a word")
        }
        (_, Some(text)) => Ok(Some(Part::Beginning(text.to_owned()))),
        _ => Ok(None),
    }
}

fn namespace_fits(format: Format, namespace: &Part) -> Result<(), Fault> {
    let text = namespace.text();
    let refused = |cause: &str| {
        let cause = cause.replace("{}", format.text());
        Err(Fault::of(PartName::Namespace, text, &cause))
    };
    match namespace {
        Part::Anything => Ok(()),
        _ if !format.has_namespaces() && !text.is_empty() => {
            refused("must be empty: packages of the format `{}` have none")
        }
        _ if format.needs_namespace() && text.is_empty() => {
            refused("must be there: packages of the format `{}` all have one")
        }
        _ if format == Format::Npm && text.starts_with('@') => {
            refused("must be the scope without its `@`")
        }
        _ => Ok(()),
    }
}

fn spelled_well(format: Format, part: PartName, value: &Part) -> Result<(), Fault> {
    let text = value.text();
    let is_wrong = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '#' | '/');
    if text.contains(is_wrong) {
        let cause = "must have no space, no control character, no `#` and no `/`";
        return Err(Fault::of(part, text, cause));
    }
    let normal = format.normalised(text);
    match normal == text {
        true => Ok(()),
        false => Err(Fault::of(part, text, &format!("must be normalised: write `{normal}`"))),
    }
}

impl Part {
    /// Everything that begins with this text: with its words, where it ends in one.
    pub fn beginning(text: String) -> Self {
        match text.as_str() {
            "" => Self::Anything,
            words if ends_in_word(words) => Self::Words(text),
            _ => Self::Beginning(text),
        }
    }

    /// The text, without the sign behind it.
    pub fn text(&self) -> &str {
        match self {
            Self::Anything => "",
            Self::Exactly(text) | Self::Words(text) | Self::Beginning(text) => text,
        }
    }
}

impl Fault {
    fn of(part: PartName, text: &str, cause: &str) -> Self {
        Self { part, text: text.to_owned(), cause: cause.to_owned() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = match self.part {
            PartName::Whole => "the pattern",
            PartName::Format => "the format of the pattern",
            PartName::Namespace => "the namespace of the pattern",
            PartName::Name => "the name of the pattern",
        };
        write!(f, "{part}, {:?}, {}", self.text, self.cause)
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(format) = self.format else {
            return f.write_str("/*");
        };
        write!(f, "/{}/", format.text())?;
        match &self.namespace {
            Part::Exactly(namespace) => write!(f, "{namespace}/{}", self.name),
            open => open.fmt(f),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Anything => f.write_str("*"),
            Self::Exactly(text) => write!(f, "{text}$"),
            Self::Words(text) => write!(f, "{text}~"),
            Self::Beginning(text) => write!(f, "{text}*"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_survive_the_round_trip() {
        for text in [
            "/*",
            "/npm/*",
            "/npm/space~",
            "/npm/space/*",
            "/npm//*",
            "/npm/space/name~",
            "/npm/space/foo-*",
            "/npm/space-*",
            "/npm//react$",
            "/npm//a~b$",
            "/pypi//requests$",
            "/maven/com.example/core$",
            "/generic/é/ü~",
        ] {
            assert_eq!(text.parse::<Pattern>().expect(text).to_string(), text);
        }
    }

    fn refused(text: &str, part: PartName, says: &str) {
        let fault = text.parse::<Pattern>().expect_err(text);
        assert_eq!(fault.part, part, "{fault}");
        assert!(fault.to_string().contains(says), "{fault}");
    }

    #[test]
    fn a_bad_pattern_is_refused_at_its_part() {
        use PartName::{Format, Name, Namespace, Whole};
        refused("", Whole, "begin with `/`");
        refused("npm/*", Whole, "begin with `/`");
        refused("/npm", Whole, "go on after the format");
        refused("/npm/a/b/c$", Whole, "at most");
        refused(&format!("/npm//{}$", "x".repeat(520)), Whole, "520");
        refused("/deb/*", Format, "`pypi`");
        refused("/python//requests$", Format, "must be `pypi`");
        refused("/pypi/requests~", Namespace, "must be empty");
        refused("/pypi/requests$", Namespace, "write `//` before the name");
        refused("/npm/react$", Namespace, "must end in `~`");
        refused("/npm/@space/*", Namespace, "without its `@`");
        refused("/maven//core$", Namespace, "must be there");
        refused("/npm/spa ce~", Namespace, "no space");
        refused("/npm//react", Name, "end in `$`");
        refused("/npm//$", Name, "end in `$`");
        refused("/npm//react-~", Name, "write `*` instead");
        refused("/npm//react*", Name, "write `~` behind a word");
        refused("/pypi//Flask_App$", Name, "write `flask-app`");
        refused("/nuget//Newtonsoft.Json$", Name, "write `newtonsoft.json`");
        refused("/swift/Apple/nio$", Namespace, "write `apple`");
    }
}
