//! The pattern of a package group, checked and written.

use std::fmt;

use super::words::ends_in_word;
use crate::service::formats::Format;

/// What a package group is of. Source of the six forms: the service's guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// The format; none for the root package group, which has every package.
    pub format: Option<Format>,
    /// What the namespace must be; an empty one stands for none.
    pub namespace: Part,
    /// What the name must be.
    pub name: Part,
}

/// What a part of a package's name must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
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
pub(crate) enum PartName {
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
pub(crate) struct Fault {
    /// The part.
    pub part: PartName,
    /// Its text.
    pub text: String,
    /// What is wrong, and the way out.
    pub cause: String,
}

impl Pattern {
    /// The pattern of the group that every domain has from the start.
    pub(crate) const ROOT: Self =
        Self { format: None, namespace: Part::Anything, name: Part::Anything };

    /// The pattern, if its parts can be those of one.
    ///
    /// # Errors
    /// A part is wrong for its format.
    pub(crate) fn checked(self) -> Result<Self, Fault> {
        let Some(format) = self.format else {
            return Ok(self);
        };
        namespace_fits(format, &self.namespace)?;
        spelled_well(format, PartName::Namespace, &self.namespace)?;
        spelled_well(format, PartName::Name, &self.name)?;
        Ok(self)
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
            refused("must not be empty: all packages of the format `{}` have one")
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
        false => Err(Fault::of(part, text, &format!("must be normalized: write `{normal}`"))),
    }
}

impl Part {
    /// Everything that begins with this text: with its words, where it ends in one.
    pub(crate) fn beginning(text: String) -> Self {
        match text.as_str() {
            "" => Self::Anything,
            words if ends_in_word(words) => Self::Words(text),
            _ => Self::Beginning(text),
        }
    }

    /// The text, without the sign behind it.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Anything => "",
            Self::Exactly(text) | Self::Words(text) | Self::Beginning(text) => text,
        }
    }
}

impl Fault {
    /// What is wrong with a part.
    pub(super) fn of(part: PartName, text: &str, cause: &str) -> Self {
        Self { part, text: text.to_owned(), cause: cause.to_owned() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { part, text, cause } = self;
        let part = match part {
            PartName::Whole => return write!(f, "{cause}, got {text:?}"),
            PartName::Format => "format",
            PartName::Namespace => "namespace",
            PartName::Name => "name",
        };
        write!(f, "has the {part} {text:?}, which {cause}")
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
}
