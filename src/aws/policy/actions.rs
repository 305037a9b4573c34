//! The actions of CodeArtifact, and the policies in which each has an effect.
//!
//! Calls about an account ask no resource policy, calls about a domain ask the domain's, and calls
//! about a repository or a package ask both. So the repository's actions have an effect in a
//! domain's policy, and not the other way round.

use super::kind::Kind;
use crate::aws::names::nearest;

/// Actions about an account: only identity policies decide on them.
const ACCOUNT: [&str; 3] = ["CreateDomain", "ListDomains", "ListRepositories"];

/// Actions about a domain, among them those about what is not yet there.
const DOMAIN: [&str; 18] = [
    "CreatePackageGroup",
    "CreateRepository",
    "DeleteDomain",
    "DeleteDomainPermissionsPolicy",
    "DeletePackageGroup",
    "DescribeDomain",
    "DescribePackageGroup",
    "GetAssociatedPackageGroup",
    "GetAuthorizationToken",
    "GetDomainPermissionsPolicy",
    "ListAllowedRepositoriesForGroup",
    "ListAssociatedPackages",
    "ListPackageGroups",
    "ListRepositoriesInDomain",
    "ListSubPackageGroups",
    "PutDomainPermissionsPolicy",
    "UpdatePackageGroup",
    "UpdatePackageGroupOriginConfiguration",
];

/// Actions about a repository and about its packages. Three of them are permissions without an
/// operation.
const REPOSITORY: [&str; 27] = [
    "AssociateExternalConnection",
    "AssociateWithDownstreamRepository",
    "CopyPackageVersions",
    "DeletePackage",
    "DeletePackageVersions",
    "DeleteRepository",
    "DeleteRepositoryPermissionsPolicy",
    "DescribePackage",
    "DescribePackageVersion",
    "DescribeRepository",
    "DisassociateExternalConnection",
    "DisposePackageVersions",
    "GetPackageVersionAsset",
    "GetPackageVersionReadme",
    "GetRepositoryEndpoint",
    "GetRepositoryPermissionsPolicy",
    "ListPackageVersionAssets",
    "ListPackageVersionDependencies",
    "ListPackageVersions",
    "ListPackages",
    "PublishPackageVersion",
    "PutPackageMetadata",
    "PutPackageOriginConfiguration",
    "PutRepositoryPermissionsPolicy",
    "ReadFromRepository",
    "UpdatePackageVersionsStatus",
    "UpdateRepository",
];

/// Actions about whatever carries tags.
const TAGS: [&str; 3] = ["ListTagsForResource", "TagResource", "UntagResource"];

/// The permission that a token needs beside the service's own. Source: the service's guide.
const BEARER: &str = "sts:GetServiceBearerToken";

/// Why an action has no effect in a policy of this kind; `None` where it has one. The action may
/// have wildcards, and has an effect if anything that it stands for has.
pub(crate) fn complaint(action: &str, kind: Kind) -> Option<String> {
    let stands_for = |names: &[&str]| names.iter().any(|name| matches(action, name));
    let of_domain = stands_for(&DOMAIN);
    let of_repository = stands_for(&REPOSITORY) || stands_for(&TAGS);
    let because = match kind {
        _ if of_repository => return None,
        Kind::Domain | Kind::Identity if of_domain => return None,
        Kind::Identity if stands_for(&ACCOUNT) || is_of_another_service(action) => return None,
        Kind::Repository if of_domain => {
            "is an action on domains: it has no effect in a repository's policy"
        }
        Kind::Domain | Kind::Repository if stands_for(&ACCOUNT) => {
            "is an action on accounts: it has an effect in identity policies only"
        }
        Kind::Domain | Kind::Repository if is_like(action, BEARER) => {
            "has no effect in a resource policy: allow it in an identity policy of the caller"
        }
        _ => return Some(unknown(action)),
    };
    Some(format!("`{action}` {because}"))
}

/// An action that nothing has, with the one that may be meant.
fn unknown(action: &str) -> String {
    let because = format!("`{action}` is not a CodeArtifact action");
    let names = [&ACCOUNT[..], &DOMAIN, &REPOSITORY, &TAGS].concat();
    let meant = action.strip_prefix("codeartifact:").and_then(|name| nearest(name, names));
    match meant {
        Some(meant) => format!("{because}. Did you mean `codeartifact:{meant}`?"),
        None => because,
    }
}

/// Whether an action is not about CodeArtifact.
fn is_of_another_service(action: &str) -> bool {
    let service = action.split_once(':').map(|(service, _)| service);
    service.is_some_and(|service| !is_like(service, "codeartifact"))
}

/// Whether a policy's action, in which `*` stands for any text and `?` for any character, covers
/// the action with this name, without regard to case.
fn matches(action: &str, name: &str) -> bool {
    is_like(action, &format!("codeartifact:{name}"))
}

fn is_like(pattern: &str, text: &str) -> bool {
    covers(pattern.to_lowercase().as_bytes(), text.to_lowercase().as_bytes())
}

fn covers(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut read) = (0, 0);
    // Where the last star was, and how much of the text it has taken.
    let mut star: Option<(usize, usize)> = None;
    while read < text.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, read));
                at += 1;
            }
            Some(&byte) if byte == b'?' || byte == text[read] => {
                at += 1;
                read += 1;
            }
            _ => {
                let Some((star_at, taken)) = star else {
                    return false;
                };
                star = Some((star_at, taken + 1));
                (at, read) = (star_at + 1, taken + 1);
            }
        }
    }
    pattern[at..].iter().all(|&byte| byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_operations_are_all_there_once() {
        let mut all: Vec<&str> = [&ACCOUNT[..], &DOMAIN, &REPOSITORY, &TAGS].concat();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 48 + 3, "48 operations and 3 permissions without one");
    }

    fn check(action: &str, kind: Kind, expected: Option<&str>) {
        let complaint = complaint(action, kind);
        match (&complaint, expected) {
            (None, None) => {}
            (Some(text), Some(part)) if text.contains(part) => {}
            _ => panic!("{action} in the policy of a {kind:?}: {complaint:?}"),
        }
    }

    #[test]
    fn an_action_has_its_effect_where_the_service_asks_the_policy() {
        for everywhere in [
            "codeartifact:ReadFromRepository",
            "CODEARTIFACT:readfromrepository",
            "codeartifact:TagResource",
            "codeartifact:*",
            "codeartifact:Read*Repo?itory",
            "codeartifact:Describe*",
            "*",
        ] {
            check(everywhere, Kind::Domain, None);
            check(everywhere, Kind::Repository, None);
        }
        check("codeartifact:GetAuthorizationToken", Kind::Domain, None);
        check("codeartifact:GetAuthorizationToken", Kind::Repository, Some("on domains"));
        check("codeartifact:Create*", Kind::Repository, Some("on domains"));
        for kind in [Kind::Domain, Kind::Repository] {
            check("codeartifact:ListDomains", kind, Some("identity policies"));
            check("codeartifact:ReadRepository", kind, Some("not a CodeArtifact action"));
            check("sts:GetServiceBearerToken", kind, Some("no effect in a resource policy"));
            check("", kind, Some("not a CodeArtifact action"));
        }
    }

    #[test]
    fn an_identity_may_do_everything_that_there_is() {
        for action in [
            "codeartifact:ListDomains",
            "codeartifact:GetAuthorizationToken",
            "codeartifact:ReadFromRepository",
            "sts:GetServiceBearerToken",
            "kms:Decrypt",
            "*",
        ] {
            check(action, Kind::Identity, None);
        }
        for action in ["codeartifact:ReadRepository", "CodeArtifact:Publish", "Publish"] {
            check(action, Kind::Identity, Some("not a CodeArtifact action"));
        }
    }
}
