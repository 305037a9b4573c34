"""What changed outside of Terraform: the difference between the state and what the refresh found."""

HIDDEN = "(sensitive value)"


def of(plan):
    """The changed objects of this provider, with their attributes."""
    found = [change(resource) for resource in plan.get("resource_drift", [])]
    return [changed for changed in found if changed["action"] == "deleted" or changed["attributes"]]


def change(resource):
    values = resource["change"]["before"] or {}
    deleted = "delete" in resource["change"]["actions"]
    return {
        "address": resource["address"],
        "type": resource["type"],
        "action": "deleted" if deleted else "changed",
        "attributes": [] if deleted else attributes(resource["change"]),
        "names": {name: values[name] for name in NAMES if values.get(name)},
    }


# What names an object in the service and in its events.
NAMES = ("arn", "resource_arn", "domain", "repository", "pattern", "format", "namespace", "package", "version")


def attributes(change):
    before, after = dict(flat(change["before"])), dict(flat(change["after"]))
    hidden = {name for side in ("before", "after") for name, secret in flat(change.get(f"{side}_sensitive") or {}) if secret}
    names = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return [
        {"name": name, "before": shown(name, before, hidden), "after": shown(name, after, hidden)}
        for name in sorted(names)
        # A tag of the object is in both.
        if not (name.startswith("tags_all.") and name.replace("tags_all.", "tags.", 1) in names)
    ]


def flat(value, path=""):
    """The values of an object by their paths: `tags.team`. A list is one value."""
    if not isinstance(value, dict):
        yield path, value
        return
    for name, inner in value.items():
        yield from flat(inner, f"{path}.{name}" if path else name)


def shown(name, values, hidden):
    secret = any(name == path or name.startswith(f"{path}.") for path in hidden)
    return HIDDEN if secret else values.get(name)
