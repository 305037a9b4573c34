//! What keeps versions of a package out of a repository.

use std::collections::{BTreeMap, BTreeSet};

use super::place::Place;
use crate::service::formats::Format;
use crate::service::package_groups::RestrictionType;

/// The package group of a package, as far as it decides what may be ingested.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Group {
    /// Pattern of the group.
    pub pattern: String,
    /// Whether the package only looks like one of the group, so that everything is blocked.
    pub is_weak: bool,
    /// What the group allows, by the type of restriction; what is missing is blocked.
    pub allowed: BTreeMap<String, Allowed>,
}

/// The repositories that versions may reach in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Allowed {
    /// All of them.
    Everywhere,
    /// Those with these names.
    Only(BTreeSet<String>),
}

/// What keeps a search from going on beyond a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Barrier {
    /// Packages of the format stay where they were published.
    Generic,
    /// The package only looks like one of its group.
    Weak,
    /// The origin controls of the package.
    Controls,
    /// The package group, for versions from outside the domain.
    External,
    /// The package group, for versions from other repositories of the domain.
    Internal,
}

impl Group {
    /// What keeps versions out of a repository that come from its upstreams or its connection.
    pub(super) fn barrier(&self, place: &Place, format: Format) -> Option<Barrier> {
        // A repository with a connection has no upstreams, so that there is one way in.
        let (way, barrier) = match place.connection {
            Some(_) => (RestrictionType::ExternalUpstream, Barrier::External),
            None => (RestrictionType::InternalUpstream, Barrier::Internal),
        };
        let controls = place.controls.as_ref();
        if format == Format::Generic {
            return Some(Barrier::Generic);
        }
        if self.is_weak {
            return Some(Barrier::Weak);
        }
        if controls.is_some_and(|controls| controls.upstream == "BLOCK") {
            return Some(Barrier::Controls);
        }
        (!self.allows(way, place)).then_some(barrier)
    }

    /// Whether versions may be published to a repository.
    pub(super) fn takes_publications(&self, place: &Place) -> bool {
        let controls = place.controls.as_ref();
        let open = controls.is_none_or(|controls| controls.publish != "BLOCK");
        open && !self.is_weak && self.allows(RestrictionType::Publish, place)
    }

    fn allows(&self, way: RestrictionType, place: &Place) -> bool {
        match self.allowed.get(way.text()) {
            Some(Allowed::Everywhere) => true,
            Some(Allowed::Only(names)) => names.contains(&place.repository),
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::OriginControls;

    fn group() -> Group {
        let only = Allowed::Only(["store".to_owned()].into());
        let allowed =
            [("EXTERNAL_UPSTREAM", only), ("INTERNAL_UPSTREAM", Allowed::Everywhere)].into_iter();
        let allowed = allowed.map(|(way, allowed)| (way.to_owned(), allowed)).collect();
        Group { pattern: "/npm/*".into(), is_weak: false, allowed }
    }

    fn place(repository: &str, connection: Option<&str>) -> Place {
        let connection = connection.map(|name| (name.to_owned(), "npm".to_owned()));
        Place { repository: repository.into(), connection, ..Place::default() }
    }

    fn controls(publish: &str, upstream: &str) -> Option<OriginControls> {
        Some(OriginControls { publish: publish.into(), upstream: upstream.into() })
    }

    #[test]
    fn the_connection_decides_which_restriction_counts() {
        let public = Some("public:npmjs");
        assert_eq!(group().barrier(&place("store", public), Format::Npm), None);
        let other = group().barrier(&place("other", public), Format::Npm);
        assert_eq!(other, Some(Barrier::External));
        assert_eq!(group().barrier(&place("other", None), Format::Npm), None);
        let closed = Group::default().barrier(&place("other", None), Format::Npm);
        assert_eq!(closed, Some(Barrier::Internal));
    }

    #[test]
    fn the_stricter_of_group_and_controls_decides() {
        let closed = Place { controls: controls("ALLOW", "BLOCK"), ..place("store", None) };
        assert_eq!(group().barrier(&closed, Format::Npm), Some(Barrier::Controls));
        assert_eq!(group().barrier(&closed, Format::Generic), Some(Barrier::Generic));
        let weak = Group { is_weak: true, ..group() };
        assert_eq!(weak.barrier(&place("store", None), Format::Npm), Some(Barrier::Weak));
    }

    #[test]
    fn a_publication_needs_both() {
        let everywhere = ("PUBLISH".to_owned(), Allowed::Everywhere);
        let open = Group { allowed: [everywhere].into(), ..group() };
        let closed = Place { controls: controls("BLOCK", "ALLOW"), ..place("store", None) };
        assert!(open.takes_publications(&place("store", None)));
        assert!(!open.takes_publications(&closed));
        assert!(!group().takes_publications(&place("store", None)));
        assert!(!Group { is_weak: true, ..open }.takes_publications(&place("store", None)));
    }
}
