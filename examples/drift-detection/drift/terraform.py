"""The two plans, and what Terraform says when one fails."""

import json
import os
import subprocess
import tempfile


class Failed(Exception):
    """A plan failed: nothing is known about drift."""


def refresh(program, directory, lock_timeout):
    """The JSON form of a refresh-only plan. It has the state too, as `prior_state`.

    The exit code of `terraform plan` cannot be used: Terraform 1.15 and later return 2 for each configuration that has
    a data source.
    """
    lock = ["-lock=false"] if lock_timeout == "none" else [f"-lock-timeout={lock_timeout}"]
    plan, _ = planned(program, directory, ["-refresh-only", *lock])
    return plan


def planned(program, directory, arguments):
    """The JSON form of a plan, and its diagnostics."""
    with tempfile.TemporaryDirectory() as temporary:
        file = os.path.join(temporary, "plan")
        said = run(program, directory, ["plan", "-json", "-input=false", f"-out={file}", *arguments])
        return json.loads(run(program, directory, ["show", "-json", file])), diagnostics(said)


def run(program, directory, arguments):
    ended = subprocess.run([program, *arguments], cwd=directory, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        errors = [said for said in diagnostics(ended.stdout) if said["severity"] == "error"]
        raise Failed("\n\n".join(map(text, errors)) or ended.stderr or ended.stdout)
    return ended.stdout


def diagnostics(said):
    lines = [json.loads(line) for line in said.splitlines() if line.startswith('{"@')]
    return [line["diagnostic"] for line in lines if line.get("type") == "diagnostic"]


def text(diagnostic):
    return "\n".join(filter(None, [diagnostic["summary"], diagnostic.get("detail")]))


def resources(module):
    """All resources and data sources of a module in a state or a plan, with those of its modules."""
    yield from module.get("resources", [])
    for child in module.get("child_modules", []):
        yield from resources(child)


def of_state(state):
    return resources(state.get("values", {}).get("root_module", {}))
