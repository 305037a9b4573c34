//! What the service says of a package along a search: each repository is asked for once, and all
//! that are known to come next at the same time.

use std::collections::BTreeMap;

use futures::future::try_join_all;

use super::barrier::{Allowed, Group};
use super::place::Place;
use super::searched::Searched;
use super::walk::{Seen, Walk, walk};
use crate::aws::{
    Aws, PackageGroupId, PackageId, PackageVersion, PackageVersionId, RepositoryId, VersionSummary,
};
use crate::framework::diagnostic::Result;
use crate::service::absence;
use crate::service::formats::Format;

/// Looks at the repositories that a search for a package comes to, for all of its versions or for
/// one.
///
/// # Errors
/// The repository that is asked does not exist, or something cannot be read.
pub(crate) async fn survey(
    id: &PackageId,
    format: Format,
    version: Option<&str>,
    aws: &Aws,
) -> Result<Searched> {
    let asked = &id.repository.repository;
    let (looked, group) = tokio::join!(look(id, asked, aws), group_of(id, aws));
    let Some(first) = looked? else {
        return Err(absence::of_repository(&id.repository, aws).await);
    };
    let group = group?;
    let mut seen = Seen::from([(asked.clone(), Some(first))]);
    let is_open = |place: &Place| group.barrier(place, format).is_none();
    let walked = look_along(id, &mut seen, is_open, aws).await?;
    let places = walked.order.iter().filter_map(|name| seen.remove(name).flatten());
    let filled = places.map(|place| with_versions(place, id, version, aws));
    let places = try_join_all(filled).await?;
    let version = version.map(str::to_owned);
    Ok(Searched { places, group, format, version, is_cut: walked.is_cut })
}

/// Looks at what comes next in the search until nothing new does. Where there are more repositories
/// than a search comes to, some are looked at that others then push out of it.
async fn look_along(
    id: &PackageId,
    seen: &mut Seen,
    is_open: impl Fn(&Place) -> bool,
    aws: &Aws,
) -> Result<Walk> {
    loop {
        let walked = walk(&id.repository.repository, seen, &is_open);
        let is_new = |name: &&String| !seen.contains_key(*name);
        let unseen: Vec<&String> = walked.order.iter().filter(is_new).collect();
        if unseen.is_empty() {
            return Ok(walked);
        }
        let looks = unseen.into_iter().map(|name| look_by_name(id, name, aws));
        seen.extend(try_join_all(looks).await?);
    }
}

async fn look_by_name(id: &PackageId, name: &str, aws: &Aws) -> Result<(String, Option<Place>)> {
    Ok((name.to_owned(), look(id, name, aws).await?))
}

/// A repository and the package in it; none if the repository does not exist.
async fn look(id: &PackageId, name: &str, aws: &Aws) -> Result<Option<Place>> {
    let id = within(id, name);
    let found = aws.describe_repository(&id.repository);
    let (found, package) = tokio::try_join!(found, aws.describe_package(&id))?;
    Ok(found.map(|found| Place::new(found, package.map(|package| package.origin))))
}

/// A repository with the versions that it has of the package.
async fn with_versions(
    place: Place,
    id: &PackageId,
    version: Option<&str>,
    aws: &Aws,
) -> Result<Place> {
    if place.controls.is_none() {
        return Ok(place);
    }
    let package = within(id, &place.repository);
    let versions = match version {
        None => aws.newest_versions(&package).await?,
        Some(version) => {
            let id = PackageVersionId { package, version: version.to_owned() };
            let found = aws.describe_version(&id).await?;
            found.map(|found| summary(version, found)).into_iter().collect()
        }
    };
    Ok(Place { versions, ..place })
}

fn summary(version: &str, found: PackageVersion) -> VersionSummary {
    let (revision, status, origin) = (found.revision, found.status, found.origin);
    VersionSummary { version: version.to_owned(), revision, status, origin }
}

/// The package in another repository of the domain.
fn within(id: &PackageId, repository: &str) -> PackageId {
    let domain = id.repository.domain.clone();
    let repository = RepositoryId { domain, repository: repository.to_owned() };
    PackageId { repository, ..id.clone() }
}

/// The group of a package, and the repositories that it allows.
async fn group_of(id: &PackageId, aws: &Aws) -> Result<Group> {
    let domain = &id.repository.domain;
    let namespace = id.namespace.as_deref();
    let (found, association) =
        aws.associated_package_group(domain, &id.format, namespace, &id.package).await?;
    let is_weak = association == "WEAK";
    let open = found.restrictions.iter().filter(|_| !is_weak);
    let allowed = open.map(async |(way, restriction)| -> Result<_> {
        let from = restriction.inherited_from.as_ref().unwrap_or(&found.pattern);
        let deciding = PackageGroupId { domain: domain.clone(), pattern: from.clone() };
        let allowed = match restriction.effective_mode.as_str() {
            "ALLOW" => Some(Allowed::Everywhere),
            "ALLOW_SPECIFIC_REPOSITORIES" => {
                let names = aws.list_allowed_repositories(&deciding, way).await?;
                Some(Allowed::Only(names.into_iter().collect()))
            }
            _ => None,
        };
        Ok(allowed.map(|allowed| (way.clone(), allowed)))
    });
    let allowed: BTreeMap<_, _> = try_join_all(allowed).await?.into_iter().flatten().collect();
    Ok(Group { allowed, is_weak, pattern: found.pattern })
}
