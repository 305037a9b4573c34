"""The licenses of all crates in a program, with the text that each comes with."""

import functools
import json
import pathlib
import re

from flags import output, target

IS_LICENSE = re.compile(r"^(license|licence|copying|notice|copyright|unlicense)", re.I)


@functools.cache
def text(program):
    """A line for each crate, then every text once, with the crates that have it."""
    crates = sorted(used(program), key=lambda crate: (crate["name"], crate["version"]))
    lines = [f"{label(crate)}: {crate['license'] or 'see below'}" for crate in crates]
    texts = {}
    for crate in crates:
        for found in files(crate):
            texts.setdefault(found, []).append(label(crate))
    parts = [f"{', '.join(owners)}\n\n{found}" for found, owners in texts.items()]
    rule = "\n\n" + "-" * 80 + "\n\n"
    return f"{program.name} contains these crates.\n\n" + "\n".join(lines) + rule + rule.join(parts) + "\n"


def label(crate):
    return f"{crate['name']} {crate['version']}"


def is_macro(crate):
    """Whether the crate runs in the compiler, and nothing of it in the program."""
    return any("proc-macro" in target["kind"] for target in crate["targets"])


def files(crate):
    """The texts of a crate, some of which are the same but for white space at the ends of lines."""
    directory = pathlib.Path(crate["manifest_path"]).parent
    named = sorted(path for path in directory.iterdir() if path.is_file() and IS_LICENSE.match(path.name))
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in named)
    return ["\n".join(line.rstrip() for line in each.strip().splitlines()) for each in texts]


def used(program):
    """The crates of others that the binary is built from, without those that only build it."""
    metadata = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target()]
    metadata = json.loads(output(*metadata))
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    first = next(id for id, package in packages.items() if package["name"] == program.name)
    seen, left = {first}, [first]
    while left:
        for dependency in nodes[left.pop()]["deps"]:
            is_normal = any(kind["kind"] is None for kind in dependency["dep_kinds"])
            if is_normal and dependency["pkg"] not in seen and not is_macro(packages[dependency["pkg"]]):
                seen.add(dependency["pkg"])
                left.append(dependency["pkg"])
    return [packages[id] for id in seen if packages[id]["source"]]
