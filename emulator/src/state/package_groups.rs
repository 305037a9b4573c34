//! The package groups of a domain: a tree in which each group has the narrowest that covers it as
//! its parent.

use serde_json::{Value, json};

use super::Tracked;
use super::package_group::{Mode, PackageGroup, Way};
use crate::model::failure::{Code, Failure};
use crate::names::package_groups::{Association, PackageName, Pattern};
use crate::names::resource::DomainId;
use crate::time::Timestamp;

/// The package groups of a domain by their patterns.
#[derive(Clone, Debug, Default)]
pub(crate) struct PackageGroups {
    groups: Tracked<String, PackageGroup>,
}

impl PackageGroups {
    /// The groups of a new domain: the root package group, which allows everything.
    pub(crate) fn new(created: Timestamp) -> Self {
        let pattern = Pattern::parse(Pattern::ROOT).expect("the root's pattern is one");
        let mut root = PackageGroup::new(pattern, created);
        for way in Way::ALL {
            root.restriction_mut(way).mode = Mode::Allow;
        }
        let mut groups = Self::default();
        groups.put(root);
        groups
    }

    /// The group, or the refusal that it does not exist.
    pub(crate) fn group(&self, pattern: &str, domain: &DomainId) -> Result<&PackageGroup, Failure> {
        self.groups.get(pattern).ok_or_else(|| no_group(pattern, domain))
    }

    /// The group to change, or the refusal that it does not exist.
    pub(crate) fn group_mut(
        &mut self,
        pattern: &str,
        domain: &DomainId,
    ) -> Result<&mut PackageGroup, Failure> {
        self.groups.get_mut(pattern).ok_or_else(|| no_group(pattern, domain))
    }

    /// Adds a group, unless its pattern is taken.
    pub(crate) fn add(&mut self, group: PackageGroup, domain: &DomainId) -> Result<(), Failure> {
        let pattern = group.pattern.text().to_owned();
        if self.groups.contains_key(&pattern) {
            let message = format!(
                "Package group already exists. Package group '{pattern}' in domain '{}' owned by account '{}' already exists.",
                domain.name, domain.owner
            );
            return Err(Failure::new(Code::Conflict, message).about(&domain.group(&pattern)));
        }
        self.put(group);
        Ok(())
    }

    /// Puts a group in the place of the one with its pattern, if there is one.
    pub(crate) fn put(&mut self, group: PackageGroup) {
        self.groups.insert(group.pattern.text().to_owned(), group);
    }

    /// The groups by their patterns, with what was changed in them.
    pub(super) fn tracked(&self) -> &Tracked<String, PackageGroup> {
        &self.groups
    }

    /// Marks what was changed as kept.
    pub(crate) fn settle(&mut self) {
        self.groups.settle(|_| ());
    }

    /// The groups as they would be with one more, unless its pattern is taken.
    pub(crate) fn with(&self, group: PackageGroup) -> Self {
        let mut groups = self.clone();
        if !groups.groups.contains_key(group.pattern.text()) {
            groups.put(group);
        }
        groups
    }

    /// Removes a group. Those below it and its packages fall to its parent.
    pub(crate) fn remove(&mut self, pattern: &str) {
        self.groups.remove(pattern);
    }

    /// All groups by their patterns.
    pub(crate) fn all(&self) -> impl Iterator<Item = &PackageGroup> {
        self.groups.values()
    }

    /// The groups directly below one.
    pub(crate) fn children(&self, group: &PackageGroup) -> impl Iterator<Item = &PackageGroup> {
        let is_parent = |parent: &PackageGroup| parent.pattern.text() == group.pattern.text();
        self.all().filter(move |child| self.parent(child).is_some_and(is_parent))
    }

    /// The group above one. The root has none.
    pub(crate) fn parent(&self, group: &PackageGroup) -> Option<&PackageGroup> {
        let covers = |other: &&PackageGroup| {
            other.pattern.text() != group.pattern.text() && other.pattern.covers(&group.pattern)
        };
        self.all().filter(covers).max_by_key(|other| other.pattern.rank())
    }

    /// The one group that a package belongs to: of those whose pattern matches, the narrowest.
    pub(crate) fn associated(&self, package: PackageName<'_>) -> (&PackageGroup, Association) {
        let matching = self.all().filter_map(|group| {
            let association = group.pattern.association(package)?;
            Some((group, association))
        });
        let narrowest = matching.max_by_key(|(group, association)| {
            (group.pattern.rank_of_look(), *association, group.pattern.rank())
        });
        narrowest.expect("the root package group is never removed, and matches every package")
    }

    /// The group whose mode is effective for a way: the group itself, or the nearest above it that
    /// does not inherit.
    pub(crate) fn decides<'a>(&'a self, group: &'a PackageGroup, way: Way) -> &'a PackageGroup {
        let mut deciding = group;
        while deciding.restriction(way).mode == Mode::Inherit {
            match self.parent(deciding) {
                Some(parent) => deciding = parent,
                None => break,
            }
        }
        deciding
    }

    /// Whether versions of a package may reach a repository in this way. What only looks like a
    /// package of its group may not be ingested at all.
    pub(crate) fn allows(&self, package: PackageName<'_>, way: Way, repository: &str) -> bool {
        let (group, association) = self.associated(package);
        let restriction = self.decides(group, way).restriction(way);
        association == Association::Strong
            && match restriction.mode {
                Mode::Allow => true,
                Mode::AllowSpecificRepositories => restriction.repositories.contains(repository),
                Mode::Block | Mode::Inherit => false,
            }
    }

    /// Whether a package may reach every repository in every way.
    pub(super) fn are_open_to(&self, package: PackageName<'_>) -> bool {
        let (group, _) = self.associated(package);
        Way::ALL.iter().all(|way| self.decides(group, *way).restriction(*way).mode == Mode::Allow)
    }

    /// The model's PackageGroupDescription, which is also its PackageGroupSummary.
    pub(crate) fn description(&self, group: &PackageGroup, domain: &DomainId) -> Value {
        let mut description = reference(group, domain);
        description["domainName"] = domain.name.clone().into();
        description["domainOwner"] = domain.owner.clone().into();
        description["createdTime"] = group.created.epoch_seconds();
        if let Some(contact) = &group.contact {
            description["contactInfo"] = contact.clone().into();
        }
        if let Some(text) = &group.description {
            description["description"] = text.clone().into();
        }
        let restrictions = Way::ALL.map(|way| (name(way), self.restriction(group, way, domain)));
        let restrictions: serde_json::Map<String, Value> = restrictions.into_iter().collect();
        description["originConfiguration"] = json!({ "restrictions": restrictions });
        if let Some(parent) = self.parent(group) {
            description["parent"] = reference(parent, domain);
        }
        description
    }

    /// The model's PackageGroupOriginRestriction.
    fn restriction(&self, group: &PackageGroup, way: Way, domain: &DomainId) -> Value {
        let own = group.restriction(way);
        let deciding = self.decides(group, way);
        let mut restriction = json!({
            "mode": own.mode,
            "effectiveMode": deciding.restriction(way).mode,
            "repositoriesCount": own.repositories.len(),
        });
        if own.mode == Mode::Inherit {
            restriction["inheritedFrom"] = reference(deciding, domain);
        }
        restriction
    }
}

/// The word of the model for a way.
pub(crate) fn name(way: Way) -> String {
    json!(way).as_str().map(str::to_owned).expect("a way is written as a word")
}

/// The model's PackageGroupReference.
fn reference(group: &PackageGroup, domain: &DomainId) -> Value {
    let pattern = group.pattern.text();
    json!({ "arn": domain.group(pattern).arn(), "pattern": pattern })
}

fn no_group(pattern: &str, domain: &DomainId) -> Failure {
    let message = format!(
        "Package group not found. Package group '{pattern}' in domain '{}' owned by account '{}' does not exist.",
        domain.name, domain.owner
    );
    Failure::new(Code::NotFound, message).about(&domain.group(pattern))
}
