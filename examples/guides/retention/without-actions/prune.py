"""Deletes the package versions in a reviewed list, with the AWS CLI.

    python3 prune.py retention.json --max-deletions 500
"""

import argparse
import json
import subprocess
import sys
from itertools import groupby

# CodeArtifact accepts at most 100 versions per call.
BATCH = 100


def main():
    arguments = parse()
    with open(arguments.list, encoding="utf-8") as file:
        old = json.load(file)
    count = len(old["versions"])
    if count > arguments.max_deletions:
        sys.exit(f"{count} versions would be deleted, more than {arguments.max_deletions}. None was deleted.")
    for package, versions in groupby(sorted(old["versions"], key=package_of), key=package_of):
        versions = list(versions)
        for start in range(0, len(versions), BATCH):
            delete(old, package, versions[start : start + BATCH])


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("list")
    parser.add_argument("--max-deletions", type=int, required=True)
    return parser.parse_args()


def package_of(version):
    return version["format"], version["namespace"], version["package"]


def delete(old, package, versions):
    """Deletes the versions that still have the reviewed revision, and reports which those are."""
    named = ["--domain", old["domain"], "--repository", old["repository"], *named_by(package)]
    found = aws("list-package-versions", named)["versions"]
    current = {version["version"]: version["revision"] for version in found}
    chosen = [version["version"] for version in versions if current.get(version["version"]) == version["revision"]]
    for version in versions:
        fate = "deleted" if version["version"] in chosen else "kept"
        print(f"{fate}: {'/'.join(filter(None, package))} {version['version']}")
    if chosen:
        failed = aws("delete-package-versions", [*named, "--versions", *chosen]).get("failedVersions")
        if failed:
            sys.exit(f"CodeArtifact did not delete: {json.dumps(failed)}")


def named_by(package):
    form, namespace, name = package
    return ["--format", form, "--package", name, *(["--namespace", namespace] if namespace else [])]


def aws(operation, arguments):
    return json.loads(subprocess.check_output(["aws", "codeartifact", operation, "--output", "json", *arguments]))


if __name__ == "__main__":
    main()
