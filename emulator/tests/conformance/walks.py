"""Every paginator of the model, walked to its end over more items than one page holds."""

NAMES = ["one", "three", "two"]


def _domains(estate):
    for name in NAMES:
        estate.client.call("CreateDomain", {"domain": f"{estate.domain}-{name}"})
    return {}


def _repositories(estate):
    for name in NAMES:
        estate.repository(name)
    return estate.at()


def _groups(estate):
    for name in ("/npm/one/*", "/npm/two/*", "/npm/three/*"):
        estate.group(name)
    return estate.group("/npm/*")


def _allowed(estate):
    _repositories(estate)
    group = estate.group()
    allowed = [{"repositoryName": name, "originRestrictionType": "PUBLISH"} for name in NAMES]
    update = {"restrictions": {"PUBLISH": "ALLOW_SPECIFIC_REPOSITORIES"}, "addAllowedRepositories": allowed}
    estate.client.call("UpdatePackageGroupOriginConfiguration", {**group, **update})
    return {**group, "originRestrictionType": "PUBLISH"}


def _packages(estate):
    repository = estate.repository()
    for name in NAMES:
        estate.client.call("PublishPackageVersion", estate.publication(package=name))
    return repository


def _associated(estate):
    _packages(estate)
    return estate.at(packageGroup="/*")


def _versions(estate):
    estate.repository()
    for version in ("1.0.0", "1.1.0", "2.0.0"):
        estate.publish(version)
    return estate.package()


def _assets(estate):
    estate.repository()
    for name in NAMES:
        estate.publish(asset=name, unfinished=True)
    return {**estate.package(), "packageVersion": "1.0.0"}


WALKS = {
    "ListAllowedRepositoriesForGroup": _allowed,
    "ListAssociatedPackages": _associated,
    "ListDomains": _domains,
    "ListPackageGroups": lambda estate: _groups(estate) and estate.at(),
    "ListPackageVersionAssets": _assets,
    "ListPackageVersions": _versions,
    "ListPackages": _packages,
    "ListRepositories": lambda estate: _repositories(estate) and {},
    "ListRepositoriesInDomain": _repositories,
    "ListSubPackageGroups": _groups,
}
