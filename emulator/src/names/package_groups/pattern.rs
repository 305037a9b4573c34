//! The pattern of a package group, which is also its identity.

use serde::{Deserialize, Serialize};

use super::part::Part;
use crate::model::unverified;
use crate::names::formats::{Namespaces, namespaces, normalised};

/// Which packages a group is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct Pattern {
    text: String,
    /// Nothing in the pattern of the root package group.
    pub(super) format: Option<String>,
    pub(super) namespace: Part,
    pub(super) name: Part,
}

impl Pattern {
    /// The pattern of the root package group, which every domain has.
    pub(crate) const ROOT: &'static str = "/*";

    /// Reads one of the six forms of the user guide, or says why it is none.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let path = text.strip_prefix('/').ok_or("it does not begin with '/'")?;
        let (format, namespace, name) = match *path.split('/').collect::<Vec<_>>() {
            ["*"] => (None, Part::Any, Part::Any),
            [format, namespace] => (Some(read_format(format)?), open(namespace)?, Part::Any),
            [format, namespace, name] => {
                (Some(read_format(format)?), Part::Exact(namespace.to_owned()), Part::parse(name)?)
            }
            _ => return Err("it is not made of a format, a namespace and a name".to_owned()),
        };
        if let Some(format) = format {
            check_namespace(format, &namespace)?;
            [&namespace, &name].into_iter().try_for_each(|part| check_form(format, part.stem()))?;
        }
        Ok(Self { text: text.to_owned(), format: format.map(str::to_owned), namespace, name })
    }

    /// The text that it was read from.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether another pattern matches only packages that this one matches too.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        let covers_format = self.format.is_none() || self.format == other.format;
        covers_format && self.namespace.covers(&other.namespace) && self.name.covers(&other.name)
    }
}

impl From<Pattern> for String {
    fn from(pattern: Pattern) -> Self {
        pattern.text
    }
}

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text)
    }
}

fn read_format(text: &str) -> Result<&str, String> {
    let text = if unverified::PYTHON_STANDS_FOR_PYPI && text == "python" { "pypi" } else { text };
    namespaces(text).map(|_| text).ok_or_else(|| format!("'{text}' is not a format"))
}

/// A namespace without a name after it matches many packages.
fn open(text: &str) -> Result<Part, String> {
    match Part::parse(text)? {
        Part::Exact(_) => Err(format!("the namespace '{text}' ends in '$'")),
        part => Ok(part),
    }
}

fn check_namespace(format: &str, namespace: &Part) -> Result<(), String> {
    let text = namespace.stem();
    match (namespaces(format), namespace) {
        (_, Part::Any) => Ok(()),
        (Some(Namespaces::Never), _) if !text.is_empty() => {
            Err(format!("packages of the format '{format}' have no namespace"))
        }
        (Some(Namespaces::Always), _) if text.is_empty() && !unverified::VAIN_PATTERN_IS_TAKEN => {
            Err(format!("packages of the format '{format}' all have a namespace"))
        }
        _ => Ok(()),
    }
}

/// Parts must be in the form in which the service keeps names.
fn check_form(format: &str, text: &str) -> Result<(), String> {
    let form = normalised(format, text);
    if form == text {
        return Ok(());
    }
    Err(format!("'{text}' is not normalized: write '{form}'"))
}
