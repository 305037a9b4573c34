"""The programs as they are built for a release, and what each must hold to."""

import os
import pathlib
import shutil
import subprocess

from flags import ROOT, built, cargo_home, environment, output
from programs import EMULATOR, PROVIDER


def build(programs, triple):
    """Builds the programs; where each is, by its name."""
    variables = {**os.environ, **environment()}
    for program in programs:
        # Each by itself: together they would have the features of each other's crates.
        command = ["cargo", "build", "--locked", "--release", "--package", program.name, "--bin", program.name]
        subprocess.run(command, check=True, cwd=ROOT, env=variables)
    suffix = ".exe" if "windows" in triple else ""
    return {program.name: built() / triple / "release" / (program.name + suffix) for program in programs}


def check(binary):
    """Ends the release where a binary knows this machine, or needs a library of its user's."""
    content = binary.read_bytes()
    for path in (ROOT, built(), cargo_home(), pathlib.Path.home(), output("rustc", "--print", "sysroot")):
        if f"{path}{os.sep}".encode() in content:
            raise SystemExit(f"{binary.name} contains a path of this machine: {path}")
    if content.startswith(b"\x7fELF"):
        is_static(binary)


def is_static(binary):
    read = output("readelf", "--wide", "--program-headers", "--dynamic", str(binary))
    for word, meaning in (("INTERP", "a program interpreter"), ("(NEEDED)", "a shared library")):
        if word in read:
            raise SystemExit(f"{binary.name} needs {meaning}:\n{read}")


def start(binaries, triple, version):
    """Starts the binaries where nothing else is."""
    for name, binary in binaries.items():
        printed = output(str(binary), "--version")
        if printed != f"{name} {version}":
            raise SystemExit(f"{name} --version prints {printed!r}, not {version}.")
    if "linux" in triple:
        cli = os.environ.get("TF_ACC_TERRAFORM_PATH") or shutil.which("terraform") or shutil.which("tofu")
        script = ROOT / "release" / "empty_root"
        subprocess.run([script, binaries[PROVIDER.name], binaries[EMULATOR.name], cli], check=True)
