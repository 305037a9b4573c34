//! What names a package: its format, its namespace and its name.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::formats::{Namespaces, namespaces};
use super::nuget_version;
use crate::model::failure::{Failure, Reason};

/// What names a package in a repository.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Coordinates {
    /// Format, in the words of the model.
    pub(crate) format: String,
    /// Namespace, where the format has one and the package is in one.
    pub(crate) namespace: Option<String>,
    pub(crate) name: String,
}

impl Coordinates {
    /// Coordinates as a caller gives them, in the form in which the service keeps them (user
    /// guide): NuGet and Swift do not distinguish case. A namespace must be set if the format
    /// requires one, and must not be set if the format has none.
    pub(crate) fn new(format: &str, namespace: Option<&str>, name: &str) -> Result<Self, Failure> {
        match (namespaces(format), namespace) {
            (Some(Namespaces::Always), None) => Err(refused(format, "must have a namespace")),
            (Some(Namespaces::Never), Some(_)) => Err(refused(format, "cannot have a namespace")),
            _ => Ok(Self {
                format: format.to_owned(),
                namespace: namespace.map(|namespace| kept(format, namespace)),
                name: kept(format, name),
            }),
        }
    }

    /// The members of the model that name a package, its name under this one.
    pub(crate) fn members(&self, name: &str) -> Value {
        let mut members = json!({ "format": self.format, name: self.name });
        if let Some(namespace) = &self.namespace {
            members["namespace"] = namespace.clone().into();
        }
        members
    }

    /// Its parts, in the order of lists.
    pub(crate) fn key(&self) -> Vec<&str> {
        vec![&self.format, self.namespace.as_deref().unwrap_or_default(), &self.name]
    }

    /// The name as people of the format write it, which is `@scope/name` in npm.
    pub(crate) fn display_name(&self) -> String {
        match (&*self.format, &self.namespace) {
            ("npm", Some(scope)) => format!("@{scope}/{}", self.name),
            _ => self.name.clone(),
        }
    }

    /// Coordinates of a version, as messages of the service write them.
    pub(crate) fn path(&self, version: &str) -> String {
        let namespace =
            self.namespace.as_ref().map(|namespace| format!("{namespace}/")).unwrap_or_default();
        format!("{namespace}{}/{version}", self.name)
    }
}

fn kept(format: &str, text: &str) -> String {
    match format {
        "nuget" | "swift" => text.to_lowercase(),
        _ => text.to_owned(),
    }
}

/// A version as a caller gives it, in the form in which the service keeps it (user guide).
pub(crate) fn kept_version(format: &str, version: &str) -> String {
    match format {
        "nuget" => nuget_version::normal(version),
        _ => version.to_owned(),
    }
}

fn refused(format: &str, what: &str) -> Failure {
    Failure::validation(Reason::Field, format!("A package of format '{format}' {what}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_has_its_rule_for_namespaces() {
        for (format, without, with) in [
            ("npm", true, true),
            ("pypi", true, false),
            ("maven", false, true),
            ("nuget", true, false),
            ("generic", false, true),
            ("ruby", true, false),
            ("swift", false, true),
            ("cargo", true, false),
        ] {
            assert_eq!(Coordinates::new(format, None, "app").is_ok(), without, "{format}");
            assert_eq!(Coordinates::new(format, Some("team"), "app").is_ok(), with, "{format}");
        }
    }

    #[test]
    fn formats_that_tell_no_cases_apart_are_kept_in_small_letters() {
        let name = |format, namespace, name| {
            Coordinates::new(format, namespace, name).map(|found| found.path("1")).ok()
        };
        assert_eq!(name("nuget", None, "App").as_deref(), Some("app/1"));
        assert_eq!(name("swift", Some("Team"), "App").as_deref(), Some("team/app/1"));
        assert_eq!(name("npm", Some("Team"), "App").as_deref(), Some("Team/App/1"));
    }
}
