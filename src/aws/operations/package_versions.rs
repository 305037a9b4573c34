//! Versions of packages, and where they came from.

use std::time::SystemTime;

use aws_sdk_codeartifact::types::{
    PackageVersionDescription, PackageVersionOriginType, PackageVersionSortType,
    PackageVersionStatus, PackageVersionSummary,
};
use futures::Stream;

use crate::aws::calls::call;
use crate::aws::client::Aws;
use crate::aws::failure::{Error, Result};
use crate::aws::names::time::{from_rfc3339, rfc3339};
use crate::aws::names::{PackageId, PackageVersionId};

/// The most versions of one page. Source: the service's model.
const LARGEST_PAGE: i32 = 1000;

/// The types of resource whose absence means that a version does not exist.
pub(in crate::aws) const GONE: [&str; 4] = ["package-version", "package", "repository", "domain"];

/// One version of a package, described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PackageVersion {
    /// Name that users see, such as `@types/node`.
    pub display_name: String,
    /// What the package is for.
    pub summary: String,
    /// Address of the home page.
    pub home_page: String,
    /// Address of the source.
    pub source_code_repository: String,
    /// When it was published here, in RFC 3339 format.
    pub published_time: String,
    /// Names and addresses of its licenses.
    pub licenses: Vec<(String, String)>,
    /// Revision: another one with every change.
    pub revision: String,
    /// Status, such as `Published`.
    pub status: String,
    /// Where it came from.
    pub origin: Origin,
}

impl PackageVersion {
    /// Whether it was published before a time; one that does not say when was not.
    #[must_use]
    pub(crate) fn was_published_before(&self, time: SystemTime) -> bool {
        from_rfc3339(&self.published_time).is_some_and(|published| published < time)
    }
}

/// Where a version came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Origin {
    /// `INTERNAL`, `EXTERNAL` or `UNKNOWN`.
    pub origin_type: String,
    /// Repository to which it was published.
    pub repository: Option<String>,
    /// Public repository from which it was taken.
    pub external_connection: Option<String>,
}

/// A version in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct VersionSummary {
    /// The version.
    pub version: String,
    /// Revision.
    pub revision: String,
    /// Status, such as `Published`.
    pub status: String,
    /// Where it came from.
    pub origin: Origin,
}

/// Which versions of a package are asked for, and in which order. What is `None` does not narrow
/// the list.
#[derive(Clone, Debug, Default)]
pub(crate) struct VersionFilter {
    /// Status, such as `Published`.
    pub status: Option<String>,
    /// `PUBLISHED_TIME`, the newest first.
    pub sort_by: Option<String>,
    /// `INTERNAL`, `EXTERNAL` or `UNKNOWN`.
    pub origin_type: Option<String>,
}

/// The versions of a package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Versions {
    /// The version that is shown first, if one is.
    pub default_display_version: Option<String>,
    /// The versions.
    pub versions: Vec<VersionSummary>,
}

impl Aws {
    /// The version, or `None` if it does not exist.
    pub(crate) async fn describe_version(
        &self,
        id: &PackageVersionId,
    ) -> Result<Option<PackageVersion>> {
        let answer = call!(self, version(id), describe_package_version()).await;
        match answer {
            Err(error) if error.says_absent(&GONE) => Ok(None),
            answer => {
                let found = answer?.package_version;
                found.map(described).map(Some).ok_or_else(|| Error::incomplete("a package version"))
            }
        }
    }

    /// The versions of a package that pass the filter; `None` if the package does not exist.
    pub(crate) async fn list_versions(
        &self,
        id: &PackageId,
        filter: &VersionFilter,
    ) -> Result<Option<Versions>> {
        let pages = self.all(|token| async {
            let (page, next) = self.versions_page(id, filter, None, token).await?;
            Ok((vec![page], next))
        });
        match pages.await {
            Err(error) if error.says_absent(&GONE) => Ok(None),
            pages => Ok(Some(joined(pages?))),
        }
    }

    /// The versions of a package that pass the filter, asked for page by page as they are taken.
    pub(crate) fn each_version(
        &self,
        id: PackageId,
        filter: VersionFilter,
    ) -> impl Stream<Item = Result<VersionSummary>> + Send {
        self.each(move |token| {
            let (id, filter) = (id.clone(), filter.clone());
            async move {
                let (page, next) = self.versions_page(&id, &filter, None, token).await?;
                Ok((page.versions, next))
            }
        })
    }

    /// The newest versions of a package, as many as one call returns; none if it does not exist.
    pub(crate) async fn newest_versions(&self, id: &PackageId) -> Result<Vec<VersionSummary>> {
        let newest = Some("PUBLISHED_TIME".to_owned());
        let filter = VersionFilter { sort_by: newest, ..VersionFilter::default() };
        match self.versions_page(id, &filter, Some(LARGEST_PAGE), None).await {
            Err(error) if error.says_absent(&GONE) => Ok(Vec::new()),
            page => Ok(page?.0.versions),
        }
    }

    async fn versions_page(
        &self,
        id: &PackageId,
        filter: &VersionFilter,
        size: Option<i32>,
        next: Option<String>,
    ) -> Result<(Versions, Option<String>)> {
        let answer = call!(
            self,
            package(id),
            list_package_versions()
                .set_status(filter.status.as_deref().map(PackageVersionStatus::from))
                .set_sort_by(filter.sort_by.as_deref().map(PackageVersionSortType::from))
                .set_origin_type(filter.origin_type.as_deref().map(PackageVersionOriginType::from))
                .set_max_results(size)
                .set_next_token(next)
        )
        .await?;
        let versions = answer.versions.unwrap_or_default().into_iter().map(summary).collect();
        let page = Versions { default_display_version: answer.default_display_version, versions };
        Ok((page, answer.next_token))
    }
}

/// The versions of all pages. Each page names the one that is shown by default.
fn joined(pages: Vec<Versions>) -> Versions {
    pages.into_iter().fold(Versions::default(), |mut all, page| {
        all.default_display_version = page.default_display_version;
        all.versions.extend(page.versions);
        all
    })
}

fn described(found: PackageVersionDescription) -> PackageVersion {
    let licenses = found.licenses.unwrap_or_default().into_iter();
    PackageVersion {
        display_name: found.display_name.unwrap_or_default(),
        summary: found.summary.unwrap_or_default(),
        home_page: found.home_page.unwrap_or_default(),
        source_code_repository: found.source_code_repository.unwrap_or_default(),
        published_time: rfc3339(found.published_time),
        licenses: licenses
            .map(|license| (license.name.unwrap_or_default(), license.url.unwrap_or_default()))
            .collect(),
        revision: found.revision.unwrap_or_default(),
        status: found.status.map(|status| status.to_string()).unwrap_or_default(),
        origin: found.origin.map(origin).unwrap_or_default(),
    }
}

fn summary(found: PackageVersionSummary) -> VersionSummary {
    VersionSummary {
        version: found.version,
        revision: found.revision.unwrap_or_default(),
        status: found.status.to_string(),
        origin: found.origin.map(origin).unwrap_or_default(),
    }
}

fn origin(found: aws_sdk_codeartifact::types::PackageVersionOrigin) -> Origin {
    let entry = found.domain_entry_point;
    Origin {
        origin_type: found.origin_type.map(|kind| kind.to_string()).unwrap_or_default(),
        repository: entry.as_ref().and_then(|entry| entry.repository_name.clone()),
        external_connection: entry.and_then(|entry| entry.external_connection_name),
    }
}
