"""The crates of others that a program is made of, as cargo knows them."""

import functools
import json

from flags import output, target


@functools.cache
def used(program):
    """The crates in the program, by cargo's ID: without those that only build it, and what the compiler runs."""
    metadata = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target()]
    metadata = json.loads(output(*metadata))
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    first = next(id for id, package in packages.items() if package["name"] == program.name)
    found, left = {}, [first]
    while left:
        id = left.pop()
        found[id] = [each for each in normal(nodes[id]) if not is_macro(packages[each])]
        left += [each for each in found[id] if each not in found]
    return {id: {**packages[id], "needs": needs} for id, needs in found.items()}


def others(program):
    """The same without what is ours, in the order of their names."""
    crates = [crate for crate in used(program).values() if crate["source"]]
    return sorted(crates, key=lambda crate: (crate["name"], crate["version"]))


def normal(node):
    """What a crate depends on when it runs."""
    return [each["pkg"] for each in node["deps"] if any(kind["kind"] is None for kind in each["dep_kinds"])]


def is_macro(package):
    return any("proc-macro" in target["kind"] for target in package["targets"])
