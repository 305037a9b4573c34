//! What a gem says of itself: the YAML that `gem build` puts into it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::names::{ENDING, full_number};
use crate::state::{self, Details, License};

/// The platform of gems for all platforms.
const ANY_PLATFORM: &str = "ruby";

/// The specification of a gem, as far as a user asks for it.
#[derive(Debug, Deserialize)]
pub(super) struct Specification {
    pub(super) name: String,
    version: Version,
    platform: Option<String>,
    pub(super) date: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) description: Option<String>,
    pub(super) homepage: Option<String>,
    #[serde(default)]
    pub(super) authors: Texts,
    #[serde(default)]
    pub(super) email: Texts,
    #[serde(default)]
    pub(super) licenses: Texts,
    pub(super) metadata: Option<BTreeMap<String, String>>,
    dependencies: Option<Vec<Dependency>>,
    pub(super) required_ruby_version: Option<Requirement>,
    pub(super) required_rubygems_version: Option<Requirement>,
    pub(super) rubygems_version: Option<String>,
}

/// A gem that another needs.
#[derive(Debug, Deserialize)]
pub(super) struct Dependency {
    pub(super) name: String,
    #[serde(alias = "version_requirement")]
    requirement: Option<Requirement>,
    /// What old versions of RubyGems call it, and others write a second time.
    version_requirements: Option<Requirement>,
    /// Whether it is needed to run or to develop.
    #[serde(rename = "type")]
    kind: Option<String>,
}

/// What a version has to meet: operators, each with the version that it compares with.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Requirement {
    requirements: Vec<(String, Version)>,
}

#[derive(Debug, Deserialize)]
struct Version {
    version: String,
}

/// One text or several.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
pub(super) enum Texts {
    #[default]
    None,
    One(String),
    Several(Vec<Option<String>>),
}

impl Specification {
    /// Reads a specification, and refuses one that RubyGems would not take.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let found: Self = serde_saphyr::from_str(text).map_err(|error| error.to_string())?;
        let number = found.number();
        if !is_number(number) {
            return Err(format!("'{number}' is not a version by the rules of RubyGems"));
        }
        match found.platform() {
            Some(platform) if !platform.chars().all(is_of_platform) => {
                Err(format!("'{platform}' is not a platform"))
            }
            _ => Ok(found),
        }
    }

    /// The text of the version.
    pub(super) fn number(&self) -> &str {
        &self.version.version
    }

    /// The platform for which the gem is made, if it is made for one.
    pub(super) fn platform(&self) -> Option<&str> {
        self.platform.as_deref().filter(|platform| !["", ANY_PLATFORM].contains(platform))
    }

    /// The platform as an index names it.
    pub(super) fn named_platform(&self) -> &str {
        self.platform().unwrap_or(ANY_PLATFORM)
    }

    /// The number and the platform.
    pub(super) fn full_number(&self) -> String {
        full_number(self.number(), self.platform())
    }

    /// The name of its file.
    pub(super) fn file(&self) -> String {
        format!("{}-{}{ENDING}", self.name, self.full_number())
    }

    pub(super) fn dependencies(&self) -> &[Dependency] {
        self.dependencies.as_deref().unwrap_or_default()
    }

    /// What is needed to run the gem.
    pub(super) fn needs(&self) -> impl Iterator<Item = &Dependency> {
        self.dependencies().iter().filter(|dependency| dependency.kind() == "runtime")
    }

    /// The details of the version.
    pub(super) fn details(&self) -> Details {
        let metadata = |name| self.metadata.as_ref()?.get(name).cloned();
        Details {
            summary: self.summary.clone(),
            home_page: self.homepage.clone().or_else(|| metadata("homepage_uri")),
            source: metadata("source_code_uri"),
            licenses: self.licenses.all().into_iter().map(License::named).collect(),
            dependencies: self.dependencies().iter().map(Dependency::detail).collect(),
            ..Details::default()
        }
    }
}

impl Dependency {
    /// `runtime` or `development`, which the file writes as a symbol of Ruby.
    pub(super) fn kind(&self) -> &str {
        self.kind.as_deref().unwrap_or("runtime").trim_start_matches(':')
    }

    pub(super) fn requirement(&self) -> Option<&Requirement> {
        self.requirement.as_ref().or(self.version_requirements.as_ref())
    }

    /// What the needed version has to meet, with a sign between the conditions.
    pub(super) fn conditions(&self, sign: &str) -> String {
        self.requirement().map_or_else(|| Requirement::default().text(sign), |all| all.text(sign))
    }

    fn detail(&self) -> state::Dependency {
        state::Dependency {
            namespace: None,
            package: self.name.clone(),
            kind: Some(self.kind().to_owned()),
            requirement: Some(self.conditions(", ")),
        }
    }
}

impl Requirement {
    /// The conditions: operators and versions.
    pub(super) fn conditions(&self) -> Vec<(&str, &str)> {
        let all = self.requirements.iter();
        let mut all: Vec<_> = all.map(|(sign, at)| (sign.as_str(), at.version.as_str())).collect();
        if all.is_empty() {
            all.push((">=", "0"));
        }
        all
    }

    /// The conditions as people write them, with a sign between them.
    pub(super) fn text(&self, sign: &str) -> String {
        let conditions = self.conditions();
        let texts: Vec<_> = conditions.iter().map(|(sign, at)| format!("{sign} {at}")).collect();
        texts.join(sign)
    }
}

impl Texts {
    pub(super) fn all(&self) -> Vec<&str> {
        match self {
            Self::None => Vec::new(),
            Self::One(text) => vec![text],
            Self::Several(texts) => texts.iter().flatten().map(String::as_str).collect(),
        }
    }
}

/// Whether a text is a version: parts with points between them, the first one a number.
fn is_number(text: &str) -> bool {
    let is_part =
        |part: &str| !part.is_empty() && part.chars().all(|sign| sign.is_ascii_alphanumeric());
    let first = text.split('.').next().unwrap_or_default();
    text.split('.').all(is_part) && first.chars().all(|sign| sign.is_ascii_digit())
}

fn is_of_platform(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || "-_.".contains(sign)
}
