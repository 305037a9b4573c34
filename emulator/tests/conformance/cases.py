"""One case for each operation: parameters that succeed, and what leads to its particular errors.

A case is a function of an `Estate` that prepares it and returns the parameters of a successful call.
"""

import npm
from estate import POLICY

ALLOWED = {"publish": "ALLOW", "upstream": "BLOCK"}
VERSIONS = ["1.0.0"]


def _of_package(estate, **more):
    estate.published()
    return {**estate.package(), **more}


def _connected(estate):
    named = {**estate.repository(), "externalConnection": "public:npmjs"}
    estate.client.call("AssociateExternalConnection", named)
    return named


def _with_domain_policy(estate):
    estate.client.call("PutDomainPermissionsPolicy", estate.at(policyDocument=POLICY))
    return estate.at()


def _with_repository_policy(estate):
    named = estate.repository()
    estate.client.call("PutRepositoryPermissionsPolicy", {**named, "policyDocument": POLICY})
    return named


def _copy(estate):
    estate.published()
    estate.repository("prod")
    repositories = {"sourceRepository": "store", "destinationRepository": "prod"}
    package = {key: value for key, value in estate.package().items() if key != "repository"}
    return {**package, **repositories, "versions": VERSIONS}


def _tagged(estate):
    tags = [{"key": "team", "value": "a"}]
    estate.client.call("TagResource", {"resourceArn": estate.domain_arn, "tags": tags})
    return {"resourceArn": estate.domain_arn, "tagKeys": ["team"]}


def _new_package(estate, **more):
    estate.repository()
    return {**estate.package(), **more}


CASES = {
    "AssociateExternalConnection": lambda e: {**e.repository(), "externalConnection": "public:npmjs"},
    "CopyPackageVersions": _copy,
    "CreateDomain": lambda e: {"domain": e.domain + "-new", "tags": [{"key": "team", "value": "a"}]},
    "CreatePackageGroup": lambda e: e.at(packageGroup="/npm/*", description="npm"),
    "CreateRepository": lambda e: e.at(repository="store", upstreams=[]),
    "DeleteDomain": lambda e: e.at(),
    "DeleteDomainPermissionsPolicy": _with_domain_policy,
    "DeletePackage": _of_package,
    "DeletePackageGroup": lambda e: e.group(),
    "DeletePackageVersions": lambda e: _of_package(e, versions=VERSIONS),
    "DeleteRepository": lambda e: e.repository(),
    "DeleteRepositoryPermissionsPolicy": _with_repository_policy,
    "DescribeDomain": lambda e: e.at(),
    "DescribePackage": _of_package,
    "DescribePackageGroup": lambda e: e.group(),
    "DescribePackageVersion": lambda e: e.published(),
    "DescribeRepository": lambda e: e.repository(),
    "DisassociateExternalConnection": _connected,
    "DisposePackageVersions": lambda e: _of_package(e, versions=VERSIONS),
    "GetAssociatedPackageGroup": lambda e: e.at(format="npm", package="app"),
    "GetAuthorizationToken": lambda e: e.at(),
    "GetDomainPermissionsPolicy": _with_domain_policy,
    "GetPackageVersionAsset": lambda e: {**e.published(), "asset": "app.zip"},
    "GetPackageVersionReadme": npm.published,
    "GetRepositoryEndpoint": lambda e: {**e.repository(), "format": "npm"},
    "GetRepositoryPermissionsPolicy": _with_repository_policy,
    "ListAllowedRepositoriesForGroup": lambda e: {**e.group(), "originRestrictionType": "PUBLISH"},
    "ListAssociatedPackages": lambda e: e.group(),
    "ListDomains": lambda e: {},
    "ListPackageGroups": lambda e: e.at(),
    "ListPackageVersionAssets": lambda e: e.published(),
    "ListPackageVersionDependencies": npm.published,
    "ListPackageVersions": _of_package,
    "ListPackages": lambda e: e.repository(),
    "ListRepositories": lambda e: {},
    "ListRepositoriesInDomain": lambda e: e.at(),
    "ListSubPackageGroups": lambda e: e.group(),
    "ListTagsForResource": lambda e: {"resourceArn": e.domain_arn},
    "PublishPackageVersion": lambda e: {**e.repository(), **e.publication()},
    "PutDomainPermissionsPolicy": lambda e: e.at(policyDocument=POLICY),
    "PutPackageOriginConfiguration": lambda e: _new_package(e, restrictions=ALLOWED),
    "PutRepositoryPermissionsPolicy": lambda e: {**e.repository(), "policyDocument": POLICY},
    "TagResource": lambda e: {"resourceArn": e.domain_arn, "tags": [{"key": "a", "value": "b"}]},
    "UntagResource": _tagged,
    "UpdatePackageGroup": lambda e: {**e.group(), "description": "new"},
    "UpdatePackageGroupOriginConfiguration": lambda e: {**e.group(), "restrictions": {"PUBLISH": "BLOCK"}},
    "UpdatePackageVersionsStatus": lambda e: _of_package(e, versions=VERSIONS, targetStatus="Archived"),
    "UpdateRepository": lambda e: {**e.repository(), "description": "new"},
}


def _again(operation):
    """The same call a second time."""

    def prepare(estate):
        good = CASES[operation](estate)
        estate.client.call(operation, good)
        return good

    return prepare


def _stale(operation):
    """A call with a revision that is not the current one."""
    return lambda estate: {**CASES[operation](estate), "policyRevision": "stale"}


def _stale_put(operation):
    """The same where a policy must be put first."""

    def prepare(estate):
        return {**_again(operation)(estate), "policyRevision": "stale"}

    return prepare


def _inhabited_domain(estate):
    estate.repository()
    return estate.at()


def _eleven_upstreams(estate):
    names = [f"upstream-{number}" for number in range(11)]
    for name in names:
        estate.repository(name)
    return {**estate.repository(), "upstreams": [{"repositoryName": name} for name in names]}


def _too_many_tags(estate):
    tags = [{"key": f"key-{number}", "value": ""} for number in range(51)]
    return {"resourceArn": estate.domain_arn, "tags": tags}


# What really leads to an error. A declared error without an entry is ordered from the emulator.
CONFLICTS = {
    "CreateDomain": _again("CreateDomain"),
    "CreatePackageGroup": _again("CreatePackageGroup"),
    "CreateRepository": _again("CreateRepository"),
    "DeleteDomain": _inhabited_domain,
    "DeleteDomainPermissionsPolicy": _stale("DeleteDomainPermissionsPolicy"),
    "DeleteRepositoryPermissionsPolicy": _stale("DeleteRepositoryPermissionsPolicy"),
    "PublishPackageVersion": _again("PublishPackageVersion"),
    "PutDomainPermissionsPolicy": _stale_put("PutDomainPermissionsPolicy"),
    "PutRepositoryPermissionsPolicy": _stale_put("PutRepositoryPermissionsPolicy"),
}
QUOTAS = {"UpdateRepository": _eleven_upstreams, "TagResource": _too_many_tags}


def absent(parameters):
    """The same call about something that is not there; nothing where it names nothing."""
    if "resourceArn" in parameters:
        return {**parameters, "resourceArn": "arn:aws:codeartifact:us-east-1:000000000000:domain/absent"}
    return {**parameters, "domain": "absent"} if "domain" in parameters else None
