//! Old versions, deleted.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use futures::TryStreamExt;

use super::reviewed::{self, Old};
use crate::aws::{Aws, PackageFilter, PackageId, PackageVersionId, VersionFilter, VersionSummary};
use crate::framework::action::{Action, Progress};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::Verbatim;
use crate::framework::permissions::Permission;
use crate::framework::schema::{choice, length, matching, object};
use crate::framework::validate::Rule;
use crate::framework::value::Value;
use crate::service::batches::{self, Batch};
use crate::service::formats::Format;
use crate::service::named::{Named, NamedRepository};
use crate::service::names;
use crate::service::package_groups::{self, Match, PATTERN_RULE, Pattern};
use crate::service::packages::OriginType;
use crate::service::version_order;

object! {
    /// Deletes old package versions from a CodeArtifact repository: all but the newest versions of
    /// each package, versions published long ago, or both.
    ///
    /// !> Deleted package versions cannot be restored.
    ///
    /// Run it with `dry_run = true` first: it reports the versions that it would delete, and deletes
    /// nothing. With `plan_file`, the dry run writes them to a file, and the deletion is limited to
    /// the versions in that file.
    pub(super) struct PrunePackageVersions {
        ..repository: NamedRepository,
        /// Format of the packages to select. Defaults to all formats.
        format: Option<Format>,
        /// Package group pattern that the packages must match, such as `/npm/my-scope/*`.
        pattern: Option<Verbatim> = length(2, 520),
        /// Status of the package versions to select. Other versions are neither counted nor deleted.
        status: Option<String> = matching(names::VERSION_STATUS),
        /// Origin type of the package versions to select. Other versions are neither counted nor
        /// deleted.
        origin_type: Option<OriginType>,
        /// Number of newest versions to keep per package, counted among the selected versions.
        keep: Option<i64>,
        /// Order in which `keep` finds the newest versions. Defaults to `PUBLISHED_TIME`.
        sort_by: Option<SortBy>,
        /// Age in days after which versions are deleted, counted from their publication.
        older_than_days: Option<i64>,
        /// Maximum number of versions to delete. If there are more, nothing is deleted, and the
        /// error states how many there are.
        max_deletions: Option<i64>,
        /// Whether to report versions without deleting them. Defaults to `false`.
        dry_run: Option<bool>,
        /// Path of a JSON file for review. A dry run writes the versions to it; any other run
        /// requires the file, and deletes only versions that it contains with the same revision.
        plan_file: Option<String>,
    }
}

choice! {
    /// Orders in which versions are new.
    pub(super) enum SortBy {
        /// By the time at which they were published.
        PublishedTime = "PUBLISHED_TIME",
        /// By their version, in the order of the package format.
        Version = "VERSION",
    }
}

impl Action for PrunePackageVersions {
    const NAME: &'static str = "prune_package_versions";
    const OPERATIONS: &'static [&'static str] =
        &["ListPackages", "ListPackageVersions", "DescribePackageVersion", "DeletePackageVersions"];
    const PERMISSIONS: &'static [Permission] = &[
        Permission::to_plan(&["DescribePackageVersion"]).when("If `older_than_days` is set."),
        Permission::to_apply(&["DeletePackageVersions"]).when("Unless `dry_run` is set."),
    ];
    const RULES: &'static [Rule] = &[
        PATTERN_RULE,
        Rule::Holds {
            doc: "`keep` or `older_than_days` is set; otherwise, every version would be deleted. Numbers are 0 or more.",
            check: check_bounds,
        },
    ];
    type Client = Aws;

    /// What is to go is found before anything goes, so that no list changes under the search.
    async fn invoke(self, progress: &Progress, aws: &Aws) -> Result<()> {
        let old = self.search(progress, aws).await?;
        if self.dry_run == Some(true) {
            return self.report(&old, progress).await;
        }
        let old = self.reviewed(old, progress).await?;
        self.check_count(&old)?;
        let batches: Vec<Batch> = old.iter().flat_map(batches_of).collect();
        batches::each(&batches, "deleted", progress, |batch| {
            aws.delete_versions(&batch.package, &batch.versions)
        })
        .await
    }
}

impl PrunePackageVersions {
    async fn search(&self, progress: &Progress, aws: &Aws) -> Result<Vec<Old>> {
        let mut old = Vec::new();
        for package in self.packages(aws).await? {
            if progress.must_stop() {
                return Err(Error::new(
                    "Stopped while searching for old versions. No version was deleted.",
                ));
            }
            let versions = self.old_versions(&package, aws).await?;
            old.push(Old { package, versions });
        }
        Ok(old)
    }

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
    async fn old_versions(&self, package: &PackageId, aws: &Aws) -> Result<Vec<VersionSummary>> {
        let filter = VersionFilter {
            status: self.status.clone(),
            sort_by: Some(SortBy::PublishedTime.text().to_owned()),
            origin_type: self.origin_type.map(|origin| origin.text().to_owned()),
        };
        let found = aws.each_version(package.clone(), filter);
        let is_there = |status: &str| !matches!(status, "Disposed" | "Deleted");
        let found =
            found.try_filter_map(async |found| Ok(is_there(&found.status).then_some(found)));
        let mut versions = self.without_newest(package, found.try_collect().await?);
        match self.older_than_days.and_then(before) {
            Some(limit) => {
                let young = young(package, &versions, limit, aws).await?;
                Ok(versions.split_off(young))
            }
            None => Ok(versions),
        }
    }

    /// The versions but those that `keep` keeps, in the order in which they are: the newest of them
    /// by time come first.
    fn without_newest(
        &self,
        package: &PackageId,
        mut versions: Vec<VersionSummary>,
    ) -> Vec<VersionSummary> {
        let mut newest_first: Vec<&str> =
            versions.iter().map(|version| version.version.as_str()).collect();
        if let Some(SortBy::Version) = self.sort_by {
            let format = format_of(package);
            newest_first.sort_by(|left, right| version_order::compare(format, right, left));
        }
        let keep = self.keep.and_then(|keep| usize::try_from(keep).ok()).unwrap_or_default();
        let kept = newest_first.into_iter().take(keep).map(str::to_owned).collect::<BTreeSet<_>>();
        versions.retain(|version| !kept.contains(&version.version));
        versions
    }

    /// Says what would be deleted, and writes it down for a review.
    async fn report(&self, old: &[Old], progress: &Progress) -> Result<()> {
        for batch in old.iter().flat_map(batches_of) {
            progress.say(format!("Would delete {batch}")).await;
        }
        if let Some(path) = &self.plan_file {
            reviewed::write(path, &self.repository.id(), old)?;
        }
        let count = reviewed::count(old);
        let more = self.check_count(old).err().map(|error| format!(" {error}")).unwrap_or_default();
        let says = format!("Would delete {count} versions. Nothing was deleted: dry_run.{more}");
        progress.say(says).await;
        Ok(())
    }

    /// Of the versions those that were reviewed, where there is a review.
    async fn reviewed(&self, old: Vec<Old>, progress: &Progress) -> Result<Vec<Old>> {
        let Some(path) = &self.plan_file else { return Ok(old) };
        let found = reviewed::count(&old);
        let kept = reviewed::keep(path, &self.repository.id(), old)?;
        let unreviewed = found - reviewed::count(&kept);
        if unreviewed > 0 {
            let says = format!("Keeps {unreviewed} versions that are not in {path}.");
            progress.say(says).await;
        }
        Ok(kept)
    }

    fn check_count(&self, old: &[Old]) -> Result<()> {
        let most = self.max_deletions.and_then(|most| usize::try_from(most).ok());
        let count = reviewed::count(old);
        match most {
            Some(most) if count > most => Err(Error::at(
                "max_deletions",
                format!(
                    "{count} versions would be deleted, more than {most}. No version was deleted."
                ),
            )),
            _ => Ok(()),
        }
    }
}

fn batches_of(old: &Old) -> Vec<Batch> {
    let versions: Vec<String> =
        old.versions.iter().map(|version| version.version.clone()).collect();
    batches::of(&old.package, &versions)
}

/// How many of the versions, which are sorted from the newest on, are younger than `limit`. Their
/// ages are not in the list, so that few of them are looked at: the middle one, and so on.
async fn young(
    package: &PackageId,
    versions: &[VersionSummary],
    limit: SystemTime,
    aws: &Aws,
) -> Result<usize> {
    let (mut young, mut old) = (0, versions.len());
    while young < old {
        let middle = young.midpoint(old);
        let version = versions[middle].version.clone();
        let id = PackageVersionId { package: package.clone(), version };
        let found = aws.describe_version(&id).await?;
        match found.is_some_and(|found| found.was_published_before(limit)) {
            true => old = middle,
            false => young = middle + 1,
        }
    }
    Ok(young)
}

/// The time that number of days ago.
fn before(days: i64) -> Option<SystemTime> {
    let days = u64::try_from(days).ok()?;
    let seconds = days.checked_mul(24 * 60 * 60)?;
    SystemTime::now().checked_sub(Duration::from_secs(seconds))
}

/// A package that only looks like one of the pattern is none of it.
fn has(pattern: &Pattern, id: &PackageId) -> bool {
    let namespace = id.namespace.as_deref().unwrap_or_default();
    let matches = |format| pattern.matches(format, namespace, &id.package) == Match::Strong;
    format_of(id).is_some_and(matches)
}

fn format_of(id: &PackageId) -> Option<Format> {
    Format::ALL.iter().copied().find(|format| format.text() == id.format)
}

fn check_bounds(config: &Value, report: &mut Vec<Error>) {
    let bounds = ["keep", "older_than_days"];
    if bounds.iter().all(|name| config.get(name).is_null()) {
        report.push(Error::new(
            "Without `keep` and `older_than_days`, every version would be deleted. Set one of them.",
        ));
    }
    let negative = |name: &&str| match config.get(name) {
        Value::Number(number) => number.as_i64().is_some_and(|number| number < 0),
        _ => false,
    };
    let numbers = bounds.into_iter().chain(["max_deletions"]).filter(negative);
    report.extend(numbers.map(|name| Error::at(name, "must be 0 or more")));
}
