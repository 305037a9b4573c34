"""The bill of materials of each program, by OWASP's own tool, in the form CycloneDX."""

import os
import shutil
import subprocess

from flags import ROOT, built, output

TOOL = "cargo-cyclonedx@0.5.9"
NAME = "bill-of-materials"


def write(programs, version, platform, triple, into):
    """Writes NAME_VERSION_PLATFORM.cdx.json for each program."""
    # With a time of its own the file has no random number either: the same build has the same bill.
    time = output("git", "log", "-1", "--format=%ct")
    path = os.pathsep.join([str(tool()), os.environ["PATH"]])
    command = ["cargo", "cyclonedx", "--format", "json", "--spec-version", "1.5", "--target", triple, "--quiet"]
    subprocess.run(
        [*command, "--override-filename", NAME], check=True, cwd=ROOT, env={**os.environ, "PATH": path, "SOURCE_DATE_EPOCH": time}
    )
    folders = dict(zip((program.name for program in programs), (ROOT, ROOT / "emulator", ROOT / "migrate")))
    for program in programs:
        made = folders[program.name] / f"{NAME}.json"
        shutil.move(made, into / program.file(version, f"{platform}.cdx.json"))


def tool():
    """The directory of the tool, which is built where it is missing."""
    root = built() / "tools"
    command = ["cargo", "install", "--quiet", "--locked", "--root", str(root), TOOL]
    subprocess.run(command, check=True, cwd=ROOT)
    return root / "bin"
