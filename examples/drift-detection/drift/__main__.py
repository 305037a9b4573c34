"""Reports what changed in CodeArtifact outside of Terraform, and what no state contains.

    python3 drift --directory live --report drift.md --json drift.json

Exits with 0 if there is no drift, with 2 if there is drift, and with 1 if that is not known because a plan failed.
"""

import argparse
import json
import os
import sys

import changes
import events
import report
import survey
import terraform
import tracker

EXIT = {"clean": 0, "failed": 1, "drift": 2}


def main():
    arguments = parse()
    found = look(arguments)
    write(arguments.json, json.dumps(found, indent=2, sort_keys=True) + "\n")
    write(arguments.report, report.markdown(found))
    if arguments.issue:
        tracker.follow(found, report.markdown(found), os.environ)
    return EXIT[found["status"]]


def parse():
    parser = argparse.ArgumentParser(description="Reports drift in CodeArtifact.")
    parser.add_argument("--directory", default=".", help="initialized root module to plan")
    parser.add_argument("--survey", help="initialized copy of the module survey; without it, unmanaged objects are not reported")
    parser.add_argument("--domain", action="append", default=[], help="domain to survey besides those in the state")
    parser.add_argument("--state", action="append", default=[], help="output of `terraform show -json` for another state of the domains")
    parser.add_argument("--events", help="CloudTrail events, as `aws cloudtrail lookup-events` or a trail writes them")
    parser.add_argument("--lock-timeout", default="5m", help="how long to wait for the lock of the state, or `none` to take no lock")
    parser.add_argument("--terraform", default="terraform", help="program, such as tofu")
    parser.add_argument("--report", default="drift.md", help="path of the report in Markdown")
    parser.add_argument("--json", default="drift.json", help="path of the report in JSON")
    parser.add_argument("--issue", action="store_true", help="keep an issue on GitHub or GitLab open while there is drift")
    return parser.parse_args()


def look(arguments):
    """What there is to report. A plan that fails is neither drift nor the absence of drift."""
    try:
        plan = terraform.refresh(arguments.terraform, arguments.directory, arguments.lock_timeout)
        changed = changes.of(plan)
        states = [plan.get("prior_state", {}), *map(read, arguments.state)]
        unmanaged = survey.unmanaged(arguments, states) if arguments.survey else []
    except terraform.Failed as failure:
        return {"status": "failed", "changed": [], "unmanaged": [], "failure": str(failure)}
    if arguments.events:
        events.name(changed + unmanaged, read(arguments.events))
    status = "drift" if changed or unmanaged else "clean"
    return {"status": status, "changed": changed, "unmanaged": unmanaged, "failure": None}


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    sys.exit(main())
