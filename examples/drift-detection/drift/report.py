"""The report in Markdown."""

import json

KINDS = {
    "codeartifact_repository": "Repository",
    "codeartifact_repository_permissions_policy": "Permissions policy of repository",
    "codeartifact_domain_permissions_policy": "Permissions policy of domain",
    "codeartifact_package_group": "Package group",
}


def markdown(found):
    if found["status"] == "failed":
        return section("The plan failed", ["It is not known whether there is drift.", "", *code("text", found["failure"])])
    if found["status"] == "clean":
        return "No drift.\n"
    return "\n".join(filter(None, [changed(found["changed"]), unmanaged(found["unmanaged"])]))


def changed(objects):
    lines = [line for thing in objects for line in change(thing)]
    return section("Changed outside of Terraform", lines) if objects else ""


def change(thing):
    yield f"- `{thing['address']}` was {thing['action']}{who(thing)}"
    for attribute in thing["attributes"]:
        yield f"  - `{attribute['name']}`: {value(attribute['before'])} → {value(attribute['after'])}"


def value(value):
    """The value as JSON in a code span, whose fence is longer than any in it."""
    text = json.dumps(value, ensure_ascii=False)
    fence = "`"
    while fence in text:
        fence += "`"
    return f"{fence}{text}{fence}" if len(fence) == 1 else f"{fence} {text} {fence}"


def unmanaged(objects):
    if not objects:
        return ""
    lines = [line(thing) for thing in objects]
    lines += ["", "Import them, or delete them. `terraform plan -generate-config-out=generated.tf` writes the resources of"]
    lines += ["these blocks:", "", *code("terraform", "\n".join(thing["import"] for thing in objects))]
    return section("Not in any state", lines)


def line(thing):
    names = thing["names"]
    name = "/".join(filter(None, [names["domain"], names.get("repository") or names.get("pattern", "").lstrip("/")]))
    connections = thing["details"].get("external_connections")
    connected = f", with the external connection `{connections[0]}`" if connections else ""
    return f"- {KINDS[thing['type']]} `{name}`{connected}{who(thing)}"


def who(thing):
    return "".join(f"; `{event['operation']}` by `{event['principal']}` at {event['time']}" for event in thing.get("events", []))


def code(language, text):
    return [f"```{language}", text.rstrip("\n"), "```"]


def section(title, lines):
    return "\n".join([f"## {title}", "", *lines]) + "\n"
