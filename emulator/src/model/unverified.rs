//! What no source settles. Each point is one constant here and one row in `UNVERIFIED.md`, so that
//! a look at the real service changes one line.

use super::Status;
use super::failure::{Code, Reason};

/// The reason in a ValidationException that is about a rule of the service rather than the form of
/// one field.
pub(crate) const REASON_OF_A_RULE: Reason = Reason::Other;

/// What stands before `codeartifact` in the host of a dual-stack endpoint, where an IPv4 one has
/// `d.`.
pub(crate) const DUALSTACK_LABEL: &str = "";

/// Whether errors identify a resource by its ARN, or else by its name.
pub(crate) const RESOURCE_ID_IS_ARN: bool = false;

/// Whether a description that was set to the empty text is returned as such, or else left out.
pub(crate) const EMPTY_DESCRIPTION_IS_RETURNED: bool = true;

/// Whether an upstream that was deleted is still listed, by the name it had, or else left out.
pub(crate) const DEAD_UPSTREAM_IS_LISTED: bool = true;

/// The error for a caller who names more upstreams than the quota allows.
pub(crate) const TOO_MANY_UPSTREAMS: Code = Code::Quota;

/// The error for a caller who makes a repository its own upstream.
pub(crate) const UPSTREAM_IS_ITSELF: Code = Code::Validation(REASON_OF_A_RULE);

/// The error for a caller who closes a circle of upstreams, or nothing when circles are allowed.
pub(crate) const UPSTREAMS_FORM_A_CIRCLE: Option<Code> = None;

/// The error for a caller who names one upstream twice.
pub(crate) const UPSTREAM_NAMED_TWICE: Code = Code::Validation(REASON_OF_A_RULE);

/// The error for a caller who connects to a public repository that is not on the list.
pub(crate) const UNKNOWN_CONNECTION: Code = Code::NotFound;

/// The error for a caller who sets one tag twice in one call.
pub(crate) const TAG_GIVEN_TWICE: Code = Code::Validation(REASON_OF_A_RULE);

/// The error for a caller whose call would leave more than 50 tags on a resource.
pub(crate) const TOO_MANY_TAGS: Code = Code::Quota;

/// The error for a caller who names another kind of resource, another service or another Region in
/// a tag call.
pub(crate) const UNKNOWN_TAGGED_ARN: Code = Code::NotFound;

/// Whether a policy is returned character by character as it was put, or else as compact JSON.
pub(crate) const POLICY_TEXT_IS_KEPT: bool = true;

/// Whether the statements of a policy are looked into, or else only its JSON.
pub(crate) const POLICY_ELEMENTS_ARE_CHECKED: bool = true;

/// The error for a caller who puts a policy under a revision where there is no policy.
pub(crate) const REVISION_OF_NO_POLICY: Code = Code::Conflict;

/// Page size of ListDomains when the caller names none. For the two lists of repositories it is
/// documented.
pub(crate) const DOMAINS_PER_PAGE: usize = 50;

/// Whether the answer of DeleteDomain for a missing domain carries a description that says it is
/// deleted.
pub(crate) const MISSING_DOMAIN_IS_DESCRIBED: bool = false;

/// Whether deleting a missing repository succeeds, or else is refused because it is not found.
pub(crate) const MISSING_REPOSITORY_IS_DELETED: bool = false;

/// The error for a caller who works on what is in a domain whose KMS key was deleted or revoked.
pub(crate) const KEY_IS_LOST: Code = Code::Validation(Reason::EncryptionKey);

/// Whether nothing at all can be done in a repository under a lost key, or else all but deleting
/// and listing.
pub(crate) const LOST_KEY_CLOSES_REPOSITORIES: bool = true;

/// Whether ListRepositories returns repositories under a lost key while their domain exists, as it
/// does later.
pub(crate) const LISTED_UNDER_A_LOST_KEY: bool = true;

/// Hours that a token lasts when a caller with a long-lived key asks for the end of their session.
pub(crate) const TOKEN_HOURS_WITHOUT_SESSION: u64 = 12;

/// Account of the bucket of assets in a Region where the service does not exist.
pub(crate) const ASSETS_ACCOUNT_OF_OTHER_REGIONS: &str = "000000000000";

/// The error for an unsigned request.
pub(crate) const UNSIGNED_REQUEST: &str = "MissingAuthenticationTokenException";

/// The error for a caller whose body or value cannot be read.
pub(crate) const UNREADABLE_INPUT: Code = Code::Validation(Reason::CannotParse);

/// The error for a caller who publishes an asset that is larger than an asset may be.
pub(crate) const ASSET_TOO_LARGE: Code = Code::Quota;

/// Page size of ListPackageVersionAssets when the caller names none.
pub(crate) const ASSETS_PER_PAGE: usize = 100;

/// The error for a caller who fetches an asset of an archived version.
pub(crate) const ARCHIVED_ASSET: Code = Code::Conflict;

/// The error for a caller who fetches an asset of a revision that is not the current one.
pub(crate) const ASSET_OF_ANOTHER_REVISION: Code = Code::Conflict;

/// The error for a caller who publishes to a package whose origin controls forbid it.
pub(crate) const PUBLISH_IS_BLOCKED: Code = Code::Conflict;

/// The error when Maven puts a file of a snapshot whose name has no time and no number.
pub(crate) const SNAPSHOT_WITHOUT_A_BUILD: Code = Code::Validation(REASON_OF_A_RULE);

/// Whether assets of an unfinished version can be disposed of.
pub(crate) const UNFINISHED_MAY_BE_DISPOSED_OF: bool = true;

/// Whether an unfinished version can be unlisted or archived, or else only be published.
pub(crate) const UNFINISHED_MAY_BE_HIDDEN: bool = false;

/// Whether errors about package groups carry resourceId and resourceType, for which the model has
/// no word.
pub(crate) const GROUPS_ARE_NAMED_IN_ERRORS: bool = false;

/// Whether `*` may follow a character of a pattern that is not part of a word, where `~` may not
/// stand.
pub(crate) const STAR_MAY_FOLLOW_A_SIGN: bool = true;

/// Whether `python` may be written for `pypi` in a pattern, as one page of the user guide does.
pub(crate) const PYTHON_STANDS_FOR_PYPI: bool = false;

/// Whether a pattern may leave the namespace empty if no package does.
pub(crate) const VAIN_PATTERN_IS_TAKEN: bool = false;

/// The error for a caller who deletes the root package group.
pub(crate) const ROOT_GROUP_IS_DELETED: Code = Code::Validation(REASON_OF_A_RULE);

/// The error for a caller who lets the root package group inherit.
pub(crate) const ROOT_GROUP_INHERITS: Code = Code::Validation(REASON_OF_A_RULE);

/// The error for a caller who adds and removes more than 100 allowed repositories in one call.
pub(crate) const TOO_MANY_ALLOWED_REPOSITORIES: Code = Code::Validation(REASON_OF_A_RULE);

/// Whether a group may list an allowed repository that does not exist, or else it is not found.
pub(crate) const MISSING_REPOSITORY_IS_ALLOWED: bool = false;

/// Whether a group may list allowed repositories while its mode is another one.
pub(crate) const LISTS_ARE_KEPT_IN_EVERY_MODE: bool = true;

/// Whether an answer also reports additions of repositories that were listed already, and removals
/// of repositories that were not.
pub(crate) const VAIN_LIST_CHANGES_ARE_REPORTED: bool = false;

/// Page size of the lists of package groups when the caller names none.
pub(crate) const GROUPS_PER_PAGE: usize = 50;

/// Page size of ListPackageVersionDependencies, for which the caller cannot name one.
pub(crate) const DEPENDENCIES_PER_PAGE: usize = 100;

/// Whether a package that is blocked at an upstream repository is also blocked for the repositories
/// downstream of it.
pub(crate) const UPSTREAMS_BLOCK_TOO: bool = true;

/// Whether files may be added to an archived version.
pub(crate) const ARCHIVED_VERSION_GROWS: bool = false;

/// Whether npm sees the highest release as the latest if no version has that tag.
pub(crate) const HIGHEST_IS_LATEST: bool = true;

/// Status of `npm unpublish`, which the service does not support.
pub(crate) const NPM_UNPUBLISH: u16 = 405;

/// Name of the one asset of a Swift version.
pub(crate) const SWIFT_ASSET: &str = "source.zip";

/// What the Swift Package Manager finds packages by whose source is at an address.
pub(crate) const SWIFT_SOURCES: &str = "repositoryURLs";

/// Whether gems of one number for different platforms are assets of one version, or else versions
/// of their own.
pub(crate) const GEMS_OF_ALL_PLATFORMS_ARE_ONE_VERSION: bool = true;

/// Status of the address of a repository of gems itself, at which RubyGems looks for a registry.
pub(crate) const GEM_ROOT: u16 = 200;

/// Whether RubyGems gets the versions of one gem as a line for each, from which it chooses.
pub(crate) const GEM_LINES: bool = true;

/// Whether RubyGems gets the specification of a gem in a file of its own, which it reads before it
/// installs.
pub(crate) const GEM_SPECIFICATIONS: bool = true;

/// Status of `gem yank`, which the service does not support.
pub(crate) const GEM_YANK: u16 = 404;

/// Where crates are downloaded from, below the address of a repository.
pub(crate) const CARGO_DOWNLOADS: &str = "api/v1/crates";

/// The status of a version that was yanked with cargo.
pub(crate) const YANKED_CRATE: Status = Status::Unlisted;

/// Whether versions of NuGet packages are kept in lowercase, so that their case is not
/// distinguished.
pub(crate) const NUGET_VERSIONS_ARE_LOWERED: bool = true;

/// Where NuGet finds the content of packages, below the address of a repository.
pub(crate) const NUGET_CONTENT: &str = "v3/flatcontainer/";

/// Where NuGet pushes packages, below the address of a repository.
pub(crate) const NUGET_PUSHES: &str = "v3/package";

/// Where NuGet searches for packages, below the address of a repository.
pub(crate) const NUGET_SEARCH: &str = "v3/query";

/// Where NuGet completes the names of packages, below the address of a repository.
pub(crate) const NUGET_AUTOCOMPLETE: &str = "v3/autocomplete";

/// The status that answers a push of NuGet.
pub(crate) const NUGET_PUSHED: u16 = 201;

/// The status of a version that was deleted with NuGet.
pub(crate) const DELETED_NUGET_VERSION: Status = Status::Unlisted;

/// Whether the list of versions for NuGet includes unlisted versions, or else only listed ones.
pub(crate) const UNLISTED_NUGET_VERSIONS_ARE_SHOWN: bool = true;

/// How many packages a search of NuGet finds when it asks for no number.
pub(crate) const NUGET_FINDS: usize = 20;

/// Whether a search of NuGet looks through upstreams, or else only through the repository itself.
pub(crate) const NUGET_SEARCHES_UPSTREAMS: bool = true;

/// Whether the key of an API that NuGet sends is taken for a token.
pub(crate) const NUGET_KEY_IS_A_TOKEN: bool = false;

/// Whether a group that blocks internal upstreams, or a weak association, also blocks copies.
pub(crate) const COPIES_ARE_RESTRICTED: bool = true;

/// Page size of ListAssociatedPackages when the caller names none.
pub(crate) const ASSOCIATED_PACKAGES_PER_PAGE: usize = 100;

/// Page size of ListAllowedRepositoriesForGroup when the caller names none.
pub(crate) const ALLOWED_REPOSITORIES_PER_PAGE: usize = 50;

/// Seconds' worth of calls that are admitted at once if rates are enforced.
pub(crate) const SECONDS_OF_CALLS_AT_ONCE: f64 = 1.0;

/// Whether calls of an operation that has a rate of its own also count among all reads or writes.
pub(crate) const OWN_RATES_COUNT_TOGETHER: bool = true;

/// Whether the details of a POM have values in the place of the properties that the POM itself
/// defines.
pub(crate) const POM_IS_RESOLVED: bool = true;

/// Whether the list of a group names the Maven plugins in it, or else is not there.
pub(crate) const GROUP_LISTS_PLUGINS: bool = true;

/// Whether Maven's lists say in a comment that an upstream repository no longer exists.
pub(crate) const DEAD_UPSTREAM_IS_NOTED: bool = true;

/// Whether a generic version that is finished takes an asset that it has already, or else none at
/// all.
pub(crate) const FINISHED_VERSION_TAKES_ITS_OWN: bool = false;

/// The error for a caller who fetches an asset of an unfinished version, or nothing when it can be
/// fetched.
pub(crate) const UNFINISHED_ASSET: Option<Code> = None;

#[cfg(test)]
mod tests {
    #[test]
    fn each_constant_has_its_row() {
        let source = include_str!("unverified.rs");
        let constants = source.lines().filter_map(|line| line.strip_prefix("pub(crate) const "));
        let mut constants: Vec<&str> =
            constants.filter_map(|line| line.split(':').next()).collect();
        let rows =
            include_str!("../../UNVERIFIED.md").lines().filter_map(|line| line.strip_prefix("| `"));
        let mut rows: Vec<&str> = rows.filter_map(|row| row.split('`').next()).collect();
        constants.sort_unstable();
        rows.sort_unstable();
        assert_eq!(constants, rows);
    }
}
