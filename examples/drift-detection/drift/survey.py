"""What exists in the domains and no state contains, with import blocks."""

import json
import re

import terraform

REPOSITORY = "codeartifact_repository"
REPOSITORY_POLICY = "codeartifact_repository_permissions_policy"
DOMAIN_POLICY = "codeartifact_domain_permissions_policy"
GROUP = "codeartifact_package_group"


def unmanaged(arguments, states):
    managed = [resource for state in states for resource in terraform.of_state(state) if resource["mode"] == "managed"]
    domains = surveyed(managed, arguments.domain)
    if not domains:
        return []
    known = {(resource["type"], arn(resource["values"])) for resource in managed}
    found = existing(arguments, domains)
    return with_imports([thing for thing in found if (thing["type"], thing["names"]["arn"]) not in known])


def surveyed(managed, more):
    """The domains that the states manage, and those that are named."""
    found = [resource["values"] for resource in managed if resource["type"] == "codeartifact_domain"]
    domains = {values["arn"]: {"domain": values["domain"], "domain_owner": values["owner"], "region": values["region"]} for values in found}
    return domains | {name: {"domain": name} for name in more}


def existing(arguments, domains):
    plan, said = terraform.planned(
        arguments.terraform, arguments.survey, ["-lock=false", f"-var=domains={json.dumps(domains)}"]
    )
    # Terraform takes what fails in a check for a warning. Only a policy that is not there is none to us.
    unread = [one for one in said if one["summary"].startswith("Could not read") and "no permissions policy" not in one["detail"]]
    if unread:
        raise terraform.Failed("\n\n".join(map(terraform.text, unread)))
    return [thing for resource in terraform.of_state(plan["prior_state"]) for thing in things(resource)]


def things(resource):
    """The objects that a data source has found."""
    kind, values = resource["type"], resource["values"]
    if kind == REPOSITORY:
        connections = values["external_connections"]
        yield thing(REPOSITORY, values, [values["repository"]], external_connections=connections)
    elif kind in (REPOSITORY_POLICY, DOMAIN_POLICY) and values["resource_arn"]:
        yield thing(kind, values, [values.get("repository") or values["domain"]], policy=values["policy_document"])
    elif kind == "codeartifact_package_groups":
        for group in values["package_groups"]:
            if not is_default(group):
                yield thing(GROUP, {**group, "domain": values["domain"]}, [group["pattern"]])


def is_default(group):
    """Whether it is the root group as every domain has it from the start."""
    modes = {restriction["mode"] for restriction in group["restrictions"].values()}
    return group["pattern"] == "/*" and modes == {"ALLOW"}


def thing(kind, values, words, **details):
    names = {name: values[name] for name in ("domain", "repository", "pattern") if values.get(name)}
    return {"type": kind, "label": label(words), "names": {**names, "arn": arn(values)}, "details": details}


def arn(values):
    return values.get("resource_arn") or values.get("arn")


def label(words):
    """A name for the configuration: what Terraform accepts of the name in the service."""
    text = re.sub(r"[^A-Za-z0-9_-]+", "_", "_".join(words)).strip("_")
    return text if re.match(r"[A-Za-z_]", text) else f"_{text}"


def with_imports(found):
    """The objects with addresses, each another one, and import blocks."""
    taken = set()
    for thing in sorted(found, key=lambda thing: (thing["type"], thing["names"]["arn"])):
        name, number = thing.pop("label"), 1
        while (thing["type"], name if number == 1 else f"{name}_{number}") in taken:
            number += 1
        name = name if number == 1 else f"{name}_{number}"
        taken.add((thing["type"], name))
        thing["address"] = f"{thing['type']}.{name}"
        thing["import"] = f"import {{\n  to = {thing['address']}\n  id = {json.dumps(thing['names']['arn'])}\n}}\n"
    return sorted(found, key=lambda thing: thing["address"])
