"""CHANGELOG.md, which has an entry for each release."""

import re

from flags import ROOT


def entry(version):
    """What the changelog says of a version, or else of what is not released yet."""
    text = (ROOT / "CHANGELOG.md").read_text()
    heading, *entries = re.split(r"^## ", text, flags=re.M)
    found = {each.split()[0]: each.partition("\n")[2].strip() for each in entries}
    return found.get(version) or found.get("Unreleased", "")


def check(tag, version):
    """Ends the release where the tag, the version and the changelog do not agree."""
    if tag != f"v{version}":
        raise SystemExit(f"The tag is {tag}, but Cargo.toml has version {version}.")
    text = (ROOT / "CHANGELOG.md").read_text()
    if not re.search(rf"^## {re.escape(version)} \(\d{{4}}-\d\d-\d\d\)$", text, flags=re.M):
        raise SystemExit(f"CHANGELOG.md has no heading such as `## {version} (2026-01-31)`: name what is released.")
