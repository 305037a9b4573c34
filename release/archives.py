"""The files of a release, as the registries want them: the same bytes from the same build."""

import hashlib
import shutil
import zipfile

import notices
from flags import ROOT

# Archives tell no time: a build of yesterday has the same sum.
TIME = (1980, 1, 1, 0, 0, 0)
MANIFEST = ROOT / "terraform-registry-manifest.json"


def clear(programs, into):
    """Removes the files of earlier releases, and nothing else."""
    for program in programs:
        for path in into.glob(f"{program.name}_*"):
            path.unlink()


def pack(program, version, platform, binary, into):
    """Writes the archive of a program for a platform."""
    suffix = ".exe" if platform.startswith("windows") else ""
    path = into / program.file(version, f"{platform}.zip")
    with zipfile.ZipFile(path, "w") as archive:
        add(archive, program.binary(version) + suffix, binary.read_bytes(), 0o755)
        add(archive, "LICENSE", (ROOT / "LICENSE").read_bytes(), 0o644)
        add(archive, "THIRD-PARTY-NOTICES", notices.text(program).encode(), 0o644)
    return path


def add(archive, name, content, mode):
    entry = zipfile.ZipInfo(name, TIME)
    entry.create_system = 3
    entry.external_attr = (0o100000 | mode) << 16
    archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 6)


def finish(program, version, into):
    """Writes the manifest of a provider, and the sums of all files of a program; their path, if it was packed."""
    if not list(into.glob(program.file(version, "*.zip"))):
        return None
    if program.is_provider:
        shutil.copyfile(MANIFEST, into / program.file(version, "manifest.json"))
    sums = into / program.file(version, "SHA256SUMS")
    files = sorted(path for path in into.glob(program.file(version, "*")) if "SHA256SUMS" not in path.name)
    sums.write_text("".join(f"{digest(path)}  {path.name}\n" for path in files), newline="\n")
    return sums


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def table(into):
    """Prints what was made."""
    for path in sorted(into.iterdir()):
        print(f"{path.stat().st_size:>10,}  {digest(path)}  {path.name}")
