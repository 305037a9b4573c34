//! The named shapes of the service model (API 2018-09-22) and the inputs that many operations
//! share.

use super::{Input, Shape, query};

/// A text that matches a pattern and has this number of characters.
pub(crate) const fn text(pattern: &'static str, min: i64, max: i64) -> Shape {
    Shape::Text { pattern, min, max }
}

pub(crate) const ACCOUNT_ID: Shape = text("[0-9]{12}", 12, 12);
pub(crate) const ARN: Shape = text(r"\S+", 1, 1011);
pub(crate) const DESCRIPTION: Shape = text(r"\P{C}*", 0, 1000);
const DOMAIN_NAME: Shape = text(r"[a-z][a-z0-9\-]{0,48}[a-z0-9]", 2, 50);
pub(crate) const ENDPOINT_TYPE: Shape = Shape::Choice(&["dualstack", "ipv4"]);
pub(crate) const EXTERNAL_CONNECTION_NAME: Shape =
    text(r"[A-Za-z0-9][A-Za-z0-9._\-:]{1,99}", 2, 100);
pub(crate) const ALLOWANCE: Shape = Shape::Choice(&["ALLOW", "BLOCK"]);
pub(crate) const ASSET_NAME: Shape = text(r"\P{C}+", 1, 255);
pub(crate) const FLAG: Shape = Shape::Flag;
pub(crate) const GROUP_ALLOWED_REPOSITORIES: Shape =
    Shape::List { of: &GROUP_ALLOWED_REPOSITORY, max: i64::MAX };
pub(crate) const GROUP_CONTACT: Shape = text(r"\P{C}*", 0, 1000);
pub(crate) const GROUP_PATTERN: Shape = text(r"[^\p{C}\p{White_Space}]+", 2, 520);
pub(crate) const GROUP_PATTERN_PREFIX: Shape = text(r"\P{C}*", 0, 520);
pub(crate) const GROUP_RESTRICTIONS: Shape = Shape::Map { key: &GROUP_WAY, value: &GROUP_MODE };
pub(crate) const GROUP_WAY: Shape =
    Shape::Choice(&["EXTERNAL_UPSTREAM", "INTERNAL_UPSTREAM", "PUBLISH"]);
const MAX_RESULTS: Shape = Shape::Number { min: 1, max: 1000 };
pub(crate) const PACKAGE_FORMAT: Shape =
    Shape::Choice(&["npm", "pypi", "maven", "nuget", "generic", "ruby", "swift", "cargo"]);
pub(crate) const ORIGIN_RESTRICTIONS: Shape =
    Shape::Record(&[("publish", &ALLOWANCE), ("upstream", &ALLOWANCE)]);
pub(crate) const ORIGIN_TYPE: Shape = Shape::Choice(&["INTERNAL", "EXTERNAL", "UNKNOWN"]);
/// Names, namespaces and versions of packages have the same form.
pub(crate) const PACKAGE_PART: Shape = text(r"[^#/\s]+", 1, 255);
pub(crate) const PACKAGE_REVISION: Shape = text(r"\S+", 1, 50);
pub(crate) const PACKAGE_REVISION_MAP: Shape =
    Shape::Map { key: &PACKAGE_PART, value: &PACKAGE_REVISION };
pub(crate) const PACKAGE_STATUS: Shape =
    Shape::Choice(&["Published", "Unfinished", "Unlisted", "Archived", "Disposed", "Deleted"]);
pub(crate) const PACKAGE_VERSION_LIST: Shape = Shape::List { of: &PACKAGE_PART, max: 100 };
const PAGINATION_TOKEN: Shape = text(r"\S+", 1, 2000);
pub(crate) const POLICY_DOCUMENT: Shape = text(r"[\P{C}\s]+", 1, 7168);
pub(crate) const POLICY_REVISION: Shape = text(r"\S+", 1, 100);
pub(crate) const REPOSITORY_NAME: Shape = text(r"[A-Za-z0-9][A-Za-z0-9._\-]{1,99}", 2, 100);
pub(crate) const SHA256: Shape = text(r"[0-9a-f]+", 64, 64);
pub(crate) const SORT_BY: Shape = Shape::Choice(&["PUBLISHED_TIME"]);
/// A string about which the model says nothing more.
pub(crate) const STRING: Shape = text(ANYTHING, 0, i64::MAX);
/// The pattern of a text about which the model says nothing.
pub(crate) const ANYTHING: &str = "(?s).*";
pub(crate) const TAG_KEY: Shape = text(r"\P{C}+", 1, 128);
pub(crate) const TAG_KEY_LIST: Shape = Shape::List { of: &TAG_KEY, max: 200 };
pub(crate) const TAG_LIST: Shape = Shape::List { of: &TAG, max: 200 };
pub(crate) const TOKEN_DURATION: Shape = Shape::Number { min: 0, max: 43_200 };
pub(crate) const UPSTREAM_LIST: Shape = Shape::List { of: &UPSTREAM, max: i64::MAX };

const GROUP_ALLOWED_REPOSITORY: Shape =
    Shape::Record(&[("repositoryName", &REPOSITORY_NAME), ("originRestrictionType", &GROUP_WAY)]);
const GROUP_MODE: Shape =
    Shape::Choice(&["ALLOW", "ALLOW_SPECIFIC_REPOSITORIES", "BLOCK", "INHERIT"]);
const TAG: Shape = Shape::Record(&[("key", &TAG_KEY), ("value", &TAG_VALUE)]);
const TAG_VALUE: Shape = text(r"\P{C}*", 0, 256);
const UPSTREAM: Shape = Shape::Record(&[("repositoryName", &REPOSITORY_NAME)]);

/// Name of the domain that a call works in.
pub(crate) const DOMAIN: Input = query("domain", "domain", &DOMAIN_NAME).required();
/// Account that owns the domain; the caller's own when left out.
pub(crate) const DOMAIN_OWNER: Input = query("domainOwner", "domain-owner", &ACCOUNT_ID);
/// Name of the repository that a call works on.
pub(crate) const REPOSITORY: Input = query("repository", "repository", &REPOSITORY_NAME).required();
/// Format of the package that a call works on.
pub(crate) const FORMAT: Input = query("format", "format", &PACKAGE_FORMAT).required();
/// Namespace of the package that a call works on.
pub(crate) const NAMESPACE: Input = query("namespace", "namespace", &PACKAGE_PART);
/// Name of the package that a call works on.
pub(crate) const PACKAGE: Input = query("package", "package", &PACKAGE_PART).required();
/// Version that a call works on.
pub(crate) const VERSION: Input = query("packageVersion", "version", &PACKAGE_PART).required();
pub(crate) const PAGE_SIZE: Input = query("maxResults", "max-results", &MAX_RESULTS);
/// Where a page begins.
pub(crate) const NEXT_TOKEN: Input = query("nextToken", "next-token", &PAGINATION_TOKEN);
