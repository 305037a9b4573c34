//! How versions may reach the packages of a group, and in which repositories.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_codeartifact::types::{
    PackageGroupAllowedRepository, PackageGroupOriginRestrictionMode,
    PackageGroupOriginRestrictionType,
};

use super::package_groups::{PackageGroup, described};
use crate::aws::calls::call;
use crate::aws::calls::pages::Page;
use crate::aws::client::Aws;
use crate::aws::failure::Result;
use crate::aws::names::PackageGroupId;

/// The most entries that one call adds and removes. Source: AWS's own handlers.
const CHANGES_PER_CALL: usize = 100;

/// The allowed repositories of a group, by the type of restriction.
pub(crate) type AllowedRepositories = BTreeMap<String, BTreeSet<String>>;

/// What is to change about a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OriginChange {
    /// The modes to set, by the type of restriction.
    pub modes: BTreeMap<String, String>,
    /// The repositories to allow.
    pub add: AllowedRepositories,
    /// The repositories to allow no longer.
    pub remove: AllowedRepositories,
}

/// One entry of a list, and whether it is to be in it.
struct Entry {
    entry: PackageGroupAllowedRepository,
    wanted: bool,
}

impl Aws {
    /// Changes the modes and the lists with as few calls as the service allows, and returns the
    /// group. With nothing to change, there is no call.
    pub(crate) async fn update_package_group_origins(
        &self,
        id: &PackageGroupId,
        change: &OriginChange,
    ) -> Result<Option<PackageGroup>> {
        let entries: Vec<Entry> =
            listed(&change.remove, false).chain(listed(&change.add, true)).collect();
        let mut chunks = entries.chunks(CHANGES_PER_CALL);
        let mut group = None;
        let first = chunks.next().unwrap_or_default();
        if !first.is_empty() || !change.modes.is_empty() {
            // The modes come first: an entry may be refused while its list has no effect.
            group = Some(self.send_origins(id, &change.modes, first).await?);
        }
        for chunk in chunks {
            group = Some(self.send_origins(id, &BTreeMap::new(), chunk).await?);
        }
        Ok(group)
    }

    /// The repositories that one restriction of a group allows.
    pub(crate) async fn list_allowed_repositories(
        &self,
        id: &PackageGroupId,
        restriction: &str,
    ) -> Result<Vec<String>> {
        self.all(|token| self.allowed_page(id, restriction, token)).await
    }

    async fn send_origins(
        &self,
        id: &PackageGroupId,
        modes: &BTreeMap<String, String>,
        entries: &[Entry],
    ) -> Result<PackageGroup> {
        let answer = call!(
            self,
            group(id),
            update_package_group_origin_configuration()
                .set_restrictions(modes_to_wire(modes))
                .set_add_allowed_repositories(those(entries, true))
                .set_remove_allowed_repositories(those(entries, false))
        )
        .await?;
        described(answer.package_group)
    }

    async fn allowed_page(
        &self,
        id: &PackageGroupId,
        restriction: &str,
        token: Option<String>,
    ) -> Result<Page<String>> {
        let answer = call!(
            self,
            group(id),
            list_allowed_repositories_for_group()
                .origin_restriction_type(restriction.into())
                .set_next_token(token)
        )
        .await?;
        Ok((answer.allowed_repositories.unwrap_or_default(), answer.next_token))
    }
}

fn listed(lists: &AllowedRepositories, wanted: bool) -> impl Iterator<Item = Entry> {
    lists.iter().flat_map(move |(restriction, names)| {
        names.iter().map(move |name| Entry { entry: entry(restriction, name), wanted })
    })
}

fn entry(restriction: &str, name: &str) -> PackageGroupAllowedRepository {
    PackageGroupAllowedRepository::builder()
        .origin_restriction_type(PackageGroupOriginRestrictionType::from(restriction))
        .repository_name(name)
        .build()
}

/// The entries that are to be in the list, or those that are not; nothing at all where there are
/// none.
fn those(entries: &[Entry], wanted: bool) -> Option<Vec<PackageGroupAllowedRepository>> {
    let chosen = entries.iter().filter(|entry| entry.wanted == wanted);
    let chosen: Vec<_> = chosen.map(|entry| entry.entry.clone()).collect();
    (!chosen.is_empty()).then_some(chosen)
}

fn modes_to_wire(
    modes: &BTreeMap<String, String>,
) -> Option<
    std::collections::HashMap<PackageGroupOriginRestrictionType, PackageGroupOriginRestrictionMode>,
> {
    let pair = |(way, mode): (&String, &String)| (way.as_str().into(), mode.as_str().into());
    (!modes.is_empty()).then(|| modes.iter().map(pair).collect())
}
