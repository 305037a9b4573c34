//! Where a package would come from.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::permissions::Permission;
use crate::framework::schema::{matching, object};
use crate::framework::validate::Rule;
use crate::service::named::{Named, NamedPackage};
use crate::service::resolution::{self, Place, Verdict};
use crate::service::{names, packages};

object! {
    /// Provides details about where CodeArtifact finds a package: the repositories that it searches, in order,
    /// and whether a public repository can provide the package.
    ///
    /// CodeArtifact searches the repository, and then its upstream repositories depth first: each
    /// repository once, and at most 25 in total. It does not search beyond a repository if the package
    /// origin controls or the package group of the package block upstream versions there.
    ///
    /// AWS does not document whether a package that is blocked in an upstream repository can still be retained
    /// from the upstream repositories behind it. This data source assumes that it cannot.
    ///
    /// An upstream repository that was deleted and re-created under the same name is included as if it
    /// were still connected, because CodeArtifact returns its name only. Package versions that a package
    /// manager has just ingested are included after a few minutes.
    pub(super) struct PackageResolution {
        ..package: NamedPackage {
            domain_owner: OptionalComputed<String>,
            /// Name of the repository that package managers use.
            repository,
            /// Name of the package, which does not have to exist.
            package,
            region: OptionalComputed<String>,
        },
        /// Package version to find. Defaults to all versions of the package.
        version: Option<String> = matching(names::PACKAGE),
        /// Whether a public repository can provide the package or, if `version` is set, the package
        /// version. If so, `sources` contains its external connection.
        public: Computed<bool>,
        /// Explanation of what determines the source, and what stops the search.
        reason: Computed<String>,
        /// Repositories that CodeArtifact searches, in search order.
        searched: Computed<Vec<Searched>>,
        /// Name of the first repository in search order that contains the package version or, if
        /// `version` is not set, a published version of the package. Null if there is none.
        source: Computed<Option<String>>,
        /// Names of all that can provide the package or, if `version` is set, the package version, in search
        /// order: repositories that contain it or to which it can be published, and external connections
        /// through which it can be ingested.
        sources: Computed<Vec<String>>,
    }
}

object! {
    /// A repository that is searched.
    pub(super) struct Searched {
        /// Name of the repository.
        repository: Computed<String>,
        /// Whether the repository contains a version of the package or, if `version` is set, the package
        /// version, with any status.
        present: Computed<bool>,
        /// Origin type of the versions: `EXTERNAL` if any of them came from a public repository,
        /// otherwise `INTERNAL` or `UNKNOWN`. Null if `present` is `false`. Covers the 1,000 newest versions.
        origin_type: Computed<Option<String>>,
        /// Restriction on publishing versions: `ALLOW` or `BLOCK`. Null if the repository has no package
        /// origin controls for the package.
        publish: Computed<Option<String>>,
        /// Restriction on ingesting versions through external connections and on retaining versions from
        /// upstream repositories: `ALLOW` or `BLOCK`. Null if the repository has no package origin controls
        /// for the package.
        upstream: Computed<Option<String>>,
        /// Pattern of the package group of the package.
        package_group: Computed<String>,
        /// Name of the external connection of the repository. Null if it has none.
        external_connection: Computed<Option<String>>,
    }
}

impl DataSource for PackageResolution {
    const NAME: &'static str = "package_resolution";
    const OPERATIONS: &'static [&'static str] = &[
        "DescribePackage",
        "DescribePackageVersion",
        "DescribeRepository",
        "GetAssociatedPackageGroup",
        "ListAllowedRepositoriesForGroup",
        "ListPackageVersions",
    ];
    const PERMISSIONS: &'static [Permission] = &[
        Permission::to_plan(&["DescribePackageVersion"]).when("If `version` is set."),
        Permission::to_plan(&["ListAllowedRepositoriesForGroup"])
            .when("If a restriction mode is `ALLOW_SPECIFIC_REPOSITORIES`."),
    ];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let (id, format) = (config.package.id(), config.package.coordinates.format);
        let found = resolution::survey(&id, format, config.version.as_deref(), aws).await?;
        let verdict = Verdict::of(&found);
        let reason = resolution::reason(&found, &verdict);
        let arn = found.places.first().map(|asked| asked.arn.clone()).unwrap_or_default();
        let pattern = found.group.pattern;
        let searched = found.places.into_iter().map(|place| Searched::of(place, &pattern));
        Ok(Self {
            package: config.package.located(&arn),
            version: config.version,
            public: verdict.is_public().into(),
            reason: reason.into(),
            searched: searched.collect::<Vec<_>>().into(),
            source: verdict.source.into(),
            sources: verdict.sources.into(),
        })
    }
}

impl Searched {
    fn of(place: Place, pattern: &str) -> Self {
        let (publish, upstream) =
            place.controls.clone().map(|controls| (controls.publish, controls.upstream)).unzip();
        Self {
            present: (!place.versions.is_empty()).into(),
            origin_type: place.origin_type().map(str::to_owned).into(),
            publish: publish.into(),
            upstream: upstream.into(),
            package_group: pattern.to_owned().into(),
            external_connection: place.connection.map(|(name, _)| name).into(),
            repository: place.repository.into(),
        }
    }
}
