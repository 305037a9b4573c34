//! What a package manager says of a version: its description, its readme and what it depends on.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What a package manager says of a version. Everything may be missing.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Details {
    /// Its name as people write it, where another one is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) display_name: Option<String>,
    /// What it is, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) summary: Option<String>,
    /// Address of its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) home_page: Option<String>,
    /// Address of its source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<String>,
    /// Its licenses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) licenses: Vec<License>,
    /// Its readme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) readme: Option<String>,
    /// What it depends on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) dependencies: Vec<Dependency>,
    /// What the registry of its format returns about it, in the form of that registry.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub(crate) native: Value,
}

/// A license of a version.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct License {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// Address of its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
}

/// Something that a version depends on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Dependency {
    /// Namespace of the package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) namespace: Option<String>,
    /// Name of the package.
    pub(crate) package: String,
    /// How it is needed, in the words of the format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<String>,
    /// Which versions of it will do, in the words of the format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) requirement: Option<String>,
}

impl Details {
    /// Adds what is known to the model's PackageVersionDescription.
    pub(crate) fn describe(&self, description: &mut Value) {
        let texts = [
            ("displayName", &self.display_name),
            ("summary", &self.summary),
            ("homePage", &self.home_page),
            ("sourceCodeRepository", &self.source),
        ];
        for (member, text) in texts {
            set(description, member, text.as_deref());
        }
        if !self.licenses.is_empty() {
            description["licenses"] = self.licenses.iter().map(License::description).collect();
        }
    }
}

impl License {
    /// A license with nothing known but the name.
    pub(crate) fn named(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), url: None }
    }

    /// The model's LicenseInfo.
    fn description(&self) -> Value {
        let mut description = json!({});
        set(&mut description, "name", self.name.as_deref());
        set(&mut description, "url", self.url.as_deref());
        description
    }
}

impl Dependency {
    /// Its parts, in the order of lists.
    pub(crate) fn key(&self) -> Vec<&str> {
        let parts = [&self.namespace, &self.kind, &self.requirement];
        let [namespace, kind, requirement] = parts.map(|part| part.as_deref().unwrap_or_default());
        vec![namespace, &self.package, kind, requirement]
    }

    /// The model's PackageDependency.
    pub(crate) fn description(&self) -> Value {
        let mut description = json!({ "package": self.package });
        set(&mut description, "namespace", self.namespace.as_deref());
        set(&mut description, "dependencyType", self.kind.as_deref());
        set(&mut description, "versionRequirement", self.requirement.as_deref());
        description
    }
}

/// Sets a member about which something is known.
fn set(description: &mut Value, member: &str, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        description[member] = text.into();
    }
}
