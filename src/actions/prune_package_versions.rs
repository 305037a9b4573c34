//! Old versions, deleted.

use std::time::{Duration, SystemTime};

use futures::TryStreamExt;

use crate::aws::{Aws, PackageFilter, PackageId, PackageVersionId, VersionFilter};
use crate::framework::action::{Action, Progress};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::Verbatim;
use crate::framework::schema::{length, matching, object};
use crate::framework::validate::Rule;
use crate::framework::value::Value;
use crate::service::batches::{self, Batch};
use crate::service::formats::Format;
use crate::service::named::{Named, NamedRepository};
use crate::service::names;
use crate::service::package_groups::{self, Match, PATTERN_RULE, Pattern};

object! {
    /// Deletes old package versions from a CodeArtifact repository: by their number per package, by
    /// their age, or by both.
    ///
    /// Set `dry_run` first, to report the versions that would be deleted without deleting them.
    pub(super) struct PrunePackageVersions {
        ..repository: NamedRepository,
        /// Format of the packages to select. Defaults to all formats.
        format: Option<Format>,
        /// Package group pattern that the packages must match, such as `/npm/my-scope/*`.
        pattern: Option<Verbatim> = length(2, 520),
        /// Status of the package versions to select.
        status: Option<String> = matching(names::VERSION_STATUS),
        /// Number of newest versions to keep per package, counted among the versions with the
        /// status.
        keep: Option<i64>,
        /// Age in days after which versions are deleted, counted from their publication.
        older_than_days: Option<i64>,
        /// Whether to report versions without deleting them. Defaults to `false`.
        dry_run: Option<bool>,
    }
}

impl Action for PrunePackageVersions {
    const NAME: &'static str = "prune_package_versions";
    const OPERATIONS: &'static [&'static str] =
        &["ListPackages", "ListPackageVersions", "DescribePackageVersion", "DeletePackageVersions"];
    const RULES: &'static [Rule] = &[
        PATTERN_RULE,
        Rule::Holds {
            doc: "`keep` or `older_than_days` is set, to 0 or more; otherwise, every version would be deleted.",
            check: check_bounds,
        },
    ];
    type Client = Aws;

    /// What is to go is found before anything goes, so that no list changes under the search.
    async fn invoke(self, progress: &Progress, aws: &Aws) -> Result<()> {
        let mut batches = Vec::new();
        for package in self.packages(aws).await? {
            if progress.must_stop() {
                return Err(Error::new(
                    "Stopped while searching for old versions. No version was deleted.",
                ));
            }
            let versions = self.old_versions(&package, aws).await?;
            batches.extend(batches::of(&package, &versions));
        }
        if self.dry_run == Some(true) {
            return tell(&batches, progress).await;
        }
        batches::each(&batches, "deleted", progress, |batch| {
            aws.delete_versions(&batch.package, &batch.versions)
        })
        .await
    }
}

impl PrunePackageVersions {
    /// The packages that are asked for.
    async fn packages(&self, aws: &Aws) -> Result<Vec<PackageId>> {
        let pattern = self.pattern.as_ref().map(|text| package_groups::parse("pattern", &text.0));
        let pattern = pattern.transpose()?.unwrap_or(Pattern::ROOT);
        let repository = self.repository.id();
        let format = self.format.or(pattern.format).map(|format| format.text().to_owned());
        let filter = PackageFilter { format, ..Default::default() };
        let found = aws.list_packages(&repository, &filter).await?.into_iter();
        let ids = found.map(|found| PackageId {
            repository: repository.clone(),
            format: found.format,
            namespace: found.namespace,
            package: found.name,
        });
        Ok(ids.filter(|id| has(&pattern, id)).collect())
    }

    /// The versions of a package that are to go.
    async fn old_versions(&self, package: &PackageId, aws: &Aws) -> Result<Vec<String>> {
        let newest_first = Some("PUBLISHED_TIME".to_owned());
        let filter =
            VersionFilter { status: self.status.clone(), sort_by: newest_first, origin_type: None };
        let found = aws.each_version(package.clone(), filter);
        let names = found.try_filter_map(async |version| {
            let is_there = !matches!(version.status.as_str(), "Disposed" | "Deleted");
            Ok(is_there.then_some(version.version))
        });
        let mut names: Vec<String> = names.try_collect().await?;
        let kept = self.keep.and_then(|keep| usize::try_from(keep).ok()).unwrap_or_default();
        names.drain(..kept.min(names.len()));
        match self.older_than_days.and_then(before) {
            Some(limit) => {
                let young = young(package, &names, limit, aws).await?;
                Ok(names.split_off(young))
            }
            None => Ok(names),
        }
    }
}

/// How many of the versions, which are sorted from the newest on, are younger than `limit`. Their
/// ages are not in the list, so that few of them are looked at: the middle one, and so on.
async fn young(
    package: &PackageId,
    versions: &[String],
    limit: SystemTime,
    aws: &Aws,
) -> Result<usize> {
    let (mut young, mut old) = (0, versions.len());
    while young < old {
        let middle = young.midpoint(old);
        let id = PackageVersionId { package: package.clone(), version: versions[middle].clone() };
        let found = aws.describe_version(&id).await?;
        match found.is_some_and(|found| found.was_published_before(limit)) {
            true => old = middle,
            false => young = middle + 1,
        }
    }
    Ok(young)
}

/// The time so many days ago.
fn before(days: i64) -> Option<SystemTime> {
    let days = u64::try_from(days).ok()?;
    let seconds = days.checked_mul(24 * 60 * 60)?;
    SystemTime::now().checked_sub(Duration::from_secs(seconds))
}

/// A package that only looks like one of the pattern is none of it.
fn has(pattern: &Pattern, id: &PackageId) -> bool {
    let format = Format::ALL.iter().find(|format| format.text() == id.format);
    let namespace = id.namespace.as_deref().unwrap_or_default();
    format.is_some_and(|format| pattern.matches(*format, namespace, &id.package) == Match::Strong)
}

async fn tell(batches: &[Batch], progress: &Progress) -> Result<()> {
    for batch in batches {
        progress.say(format!("Would delete {batch}")).await;
    }
    let count: usize = batches.iter().map(|batch| batch.versions.len()).sum();
    progress.say(format!("Would delete {count} versions. Nothing was deleted: dry_run.")).await;
    Ok(())
}

fn check_bounds(config: &Value) -> Result<()> {
    let bounds = ["keep", "older_than_days"];
    if bounds.iter().all(|name| config.get(name).is_null()) {
        return Err(Error::new(
            "Set `keep` or `older_than_days`: without them every version would be deleted.",
        ));
    }
    let negative = |name: &&str| match config.get(name) {
        Value::Number(number) => number.as_i64().is_some_and(|number| number < 0),
        _ => false,
    };
    match bounds.into_iter().find(negative) {
        Some(name) => Err(Error::at(name, "must be 0 or more")),
        None => Ok(()),
    }
}
