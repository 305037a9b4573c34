//! What no source settles. Each point is one constant here and one row in `UNVERIFIED.md`,
//! so that a look at the real service changes one line.

use crate::failure::{Code, Reason};

/// What a caller is told who names more upstreams than the quota allows.
pub(crate) const TOO_MANY_UPSTREAMS: Code = Code::Quota;

/// What a caller is told who makes a repository its own upstream.
pub(crate) const UPSTREAM_IS_ITSELF: Code = Code::Validation(Reason::Other);

/// What a caller is told who closes a circle of upstreams, or nothing when circles are allowed.
pub(crate) const UPSTREAMS_FORM_A_CIRCLE: Option<Code> = None;

/// What a caller is told who names one upstream twice.
pub(crate) const UPSTREAM_NAMED_TWICE: Code = Code::Validation(Reason::Other);

/// What a caller is told who connects to a public repository that is not on the list.
pub(crate) const UNKNOWN_CONNECTION: Code = Code::NotFound;

/// What a caller is told who gives one tag twice in one call.
pub(crate) const TAG_GIVEN_TWICE: Code = Code::Validation(Reason::Other);

/// What a caller is told whose call would leave more than 50 tags on a resource.
pub(crate) const TOO_MANY_TAGS: Code = Code::Quota;

/// What a caller is told who names another resource than a domain or repository, or another Region, in a tag call.
pub(crate) const UNKNOWN_TAGGED_ARN: Code = Code::NotFound;

/// Whether a policy is returned character by character as it was put, or else as compact JSON.
pub(crate) const POLICY_TEXT_IS_KEPT: bool = true;

/// What a caller is told who gives a policy revision where there is no policy.
pub(crate) const REVISION_OF_NO_POLICY: Code = Code::Conflict;

/// Page size of ListDomains when the caller names none. Of the two lists of repositories it is documented.
pub(crate) const DOMAINS_PER_PAGE: usize = 50;

/// Whether the answer of DeleteDomain for a missing domain carries a description that says it is deleted.
pub(crate) const MISSING_DOMAIN_IS_DESCRIBED: bool = false;

/// Hours that a token lasts when a caller with a long-lived key asks for the end of their session.
pub(crate) const TOKEN_HOURS_WITHOUT_SESSION: u64 = 12;

/// Account of the bucket of assets in a Region where the service does not exist.
pub(crate) const ASSETS_ACCOUNT_OF_OTHER_REGIONS: &str = "000000000000";

/// What an unsigned request is told.
pub(crate) const UNSIGNED_REQUEST: &str = "MissingAuthenticationTokenException";
