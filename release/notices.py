"""The licenses of all crates in a program, with the texts that they come with."""

import functools
import pathlib
import re

from crates import others

IS_LICENSE = re.compile(r"^(license|licence|copying|notice|copyright|unlicense)", re.I)


@functools.cache
def text(program):
    """A line for each crate, then every text once, with the crates that have it."""
    crates = others(program)
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


def files(crate):
    """The texts of a crate, some of which are the same but for white space at the ends of lines."""
    directory = pathlib.Path(crate["manifest_path"]).parent
    named = sorted(path for path in directory.iterdir() if path.is_file() and IS_LICENSE.match(path.name))
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in named)
    return ["\n".join(line.rstrip() for line in each.strip().splitlines()) for each in texts]
