"""Who changed it: the events of CloudTrail that name the object.

The events come from a file, so the job needs no permission for CloudTrail.
"""

import json

TAGS = {"TagResource", "UntagResource"}

# What changes an object of a type, besides tags.
OPERATIONS = {
    "codeartifact_domain": {"CreateDomain", "DeleteDomain"},
    "codeartifact_domain_permissions_policy": {"PutDomainPermissionsPolicy", "DeleteDomainPermissionsPolicy"},
    "codeartifact_package_group": {
        "CreatePackageGroup", "UpdatePackageGroup", "UpdatePackageGroupOriginConfiguration", "DeletePackageGroup",
    },
    "codeartifact_package_group_allowed_repository": {"UpdatePackageGroupOriginConfiguration", "DeletePackageGroup"},
    "codeartifact_package_origin_configuration": {"PutPackageOriginConfiguration", "DeletePackage"},
    "codeartifact_repository": {
        "CreateRepository", "UpdateRepository", "DeleteRepository", "AssociateExternalConnection", "DisassociateExternalConnection",
    },
    "codeartifact_repository_external_connection": {"AssociateExternalConnection", "DisassociateExternalConnection"},
    "codeartifact_repository_permissions_policy": {"PutRepositoryPermissionsPolicy", "DeleteRepositoryPermissionsPolicy"},
    "codeartifact_repository_upstreams": {"UpdateRepository"},
}
OF_VERSIONS = {
    "PublishPackageVersion", "CopyPackageVersions", "UpdatePackageVersionsStatus", "DisposePackageVersions", "DeletePackageVersions",
    "DeletePackage",
}

# How many events the report names for an object.
MOST = 3


def name(objects, document):
    """Gives each object its events, the newest first."""
    changes = [event for event in events(document) if is_change(event)]
    changes.sort(key=lambda event: event["eventTime"], reverse=True)
    for thing in objects:
        thing["events"] = [shown(event) for event in changes if is_about(event, thing)][:MOST]


def events(document):
    """The events of `aws cloudtrail lookup-events`, or of a file that a trail writes."""
    looked_up = [json.loads(event["CloudTrailEvent"]) for event in document.get("Events", [])]
    return looked_up + document.get("Records", [])


def is_change(event):
    ours = event.get("eventSource") == "codeartifact.amazonaws.com"
    return ours and not event.get("readOnly") and not event.get("errorCode")


def is_about(event, thing):
    """Whether the event changed the object: it names its ARN, or its domain and all that names it in there."""
    names = thing["names"]
    given = set(texts(event.get("requestParameters"))) | set(texts(event.get("resources")))
    if event["eventName"] in TAGS:
        return names.get("arn") in given
    within = {text for name, text in names.items() if name in ("domain", "repository", "pattern", "package")}
    return event["eventName"] in OPERATIONS.get(thing["type"], OF_VERSIONS) and within <= given


def texts(value):
    """All texts in a document."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def shown(event):
    identity = event.get("userIdentity", {})
    return {
        "operation": event["eventName"],
        "principal": identity.get("arn") or identity.get("principalId") or identity.get("invokedBy"),
        "time": event["eventTime"],
    }
