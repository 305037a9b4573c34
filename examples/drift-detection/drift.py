"""Reports what changed outside of Terraform, in Markdown, from the JSON form of a refresh-only plan.

    terraform plan -refresh-only -out=plan
    terraform show -json plan > plan.json
    python3 drift.py plan.json

Exits with 0 if nothing has changed, and with 2 if something has. Exit codes of `terraform plan` do not
tell: Terraform 1.15 and later return 2 for each configuration that has a data source.
"""

import json
import sys


def main(path):
    with open(path, encoding="utf-8") as file:
        drift = json.load(file).get("resource_drift", [])
    for resource in drift:
        print(f"- `{resource['address']}` {fate(resource['change'])}")
        for line in differences(resource["change"]):
            print(f"  - {line}")
    return 2 if drift else 0


def fate(change):
    return "was deleted" if "delete" in change["actions"] else "was changed"


def differences(change):
    before, after = change["before"], change["after"]
    if not before or not after:
        return
    hidden = [sensitive for side in ("before", "after") if isinstance(sensitive := change.get(f"{side}_sensitive"), dict)]
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if any(sensitive.get(name) for sensitive in hidden):
            yield f"`{name}`: (sensitive value)"
        else:
            yield f"`{name}`: `{json.dumps(old)}` → `{json.dumps(new)}`"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
