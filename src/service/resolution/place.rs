//! A repository as a search for a package meets it.

use crate::aws::{OriginControls, Repository, VersionSummary};
use crate::service::formats::Format;

/// A repository, and what it contains of the package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Name of the repository.
    pub repository: String,
    /// ARN of the repository.
    pub arn: String,
    /// Names of its upstreams, in the order in which they are searched.
    pub upstreams: Vec<String>,
    /// Public repository that it is connected to, and the format of the packages there.
    pub connection: Option<(String, String)>,
    /// Origin controls of the package, where the repository has it.
    pub controls: Option<OriginControls>,
    /// Versions of the package, the newest first; only the one that was asked for, if one was.
    pub versions: Vec<VersionSummary>,
}

impl Place {
    /// The repository with the origin controls that it has for the package.
    pub(super) fn new(found: Repository, controls: Option<OriginControls>) -> Self {
        let mut connections = found.external_connections.into_iter();
        Self {
            repository: found.name,
            arn: found.arn,
            upstreams: found.upstreams,
            connection: connections.next().map(|it| (it.name, it.package_format)),
            controls,
            versions: Vec::new(),
        }
    }

    /// The public repository behind its connection, where that has packages of a format.
    pub(super) fn public(&self, format: Format) -> Option<&str> {
        let connection = self.connection.as_ref();
        connection.filter(|(_, of)| of == format.text()).map(|(name, _)| name.as_str())
    }

    /// Whether it leads a search for packages of a format anywhere else.
    pub(super) fn leads_on(&self, format: Format) -> bool {
        !self.upstreams.is_empty() || self.public(format).is_some()
    }

    /// Where its versions came from. One that came from outside decides, since it is what matters.
    pub(crate) fn origin_type(&self) -> Option<&str> {
        let origins = self.versions.iter().map(|version| version.origin.origin_type.as_str());
        let found: Vec<&str> = origins.collect();
        let weightiest = ["EXTERNAL", "INTERNAL"].into_iter().find(|kind| found.contains(kind));
        weightiest.or_else(|| found.first().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::Origin;

    fn version(origin_type: &str) -> VersionSummary {
        VersionSummary {
            version: "1.0.0".into(),
            revision: "r".into(),
            status: "Published".into(),
            origin: Origin { origin_type: origin_type.into(), ..Origin::default() },
        }
    }

    #[test]
    fn one_version_from_outside_decides() {
        for (origins, expected) in [
            (&["INTERNAL", "EXTERNAL"][..], Some("EXTERNAL")),
            (&["UNKNOWN", "INTERNAL"], Some("INTERNAL")),
            (&["UNKNOWN"], Some("UNKNOWN")),
            (&[], None),
        ] {
            let versions = origins.iter().map(|origin| version(origin)).collect();
            let place = Place { versions, ..Place::default() };
            assert_eq!(place.origin_type(), expected, "{origins:?}");
        }
    }
}
