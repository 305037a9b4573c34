"""The bill of materials of a program, in the form CycloneDX.

It is made here of what cargo says, like the notices: the tools for it take longer to build than the programs, and have
the crates of other platforms and of the compiler in their bills. It tells no time, so that the same build has the same
bill."""

import json
import tomllib

from crates import others, used
from flags import ROOT


def write(program, version, platform, into):
    """Writes NAME_VERSION_PLATFORM.cdx.json."""
    path = into / program.file(version, f"{platform}.cdx.json")
    path.write_text(json.dumps(bill(program, version), indent=1) + "\n", newline="\n")


def bill(program, version):
    sums = checksums()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": program.name, "name": program.name, "version": version}},
        "components": [component(crate, sums) for crate in others(program)],
        "dependencies": [dependency(program, crate) for crate in used(program).values()],
    }


def component(crate, sums):
    described = {
        "type": "library",
        "bom-ref": reference(crate),
        "name": crate["name"],
        "version": crate["version"],
        "purl": reference(crate),
        "hashes": [{"alg": "SHA-256", "content": sums[crate["name"], crate["version"]]}],
    }
    if license := crate["license"]:
        # An old way to write OR.
        described["licenses"] = [{"expression": license.replace("/", " OR ")}]
    return described


def dependency(program, crate):
    needs = sorted(reference(used(program)[id]) for id in crate["needs"])
    is_program = crate["name"] == program.name
    return {"ref": program.name if is_program else reference(crate), "dependsOn": needs}


def reference(crate):
    return f"pkg:cargo/{crate['name']}@{crate['version']}"


def checksums():
    """What Cargo.lock holds crates to."""
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text())
    return {(each["name"], each["version"]): each["checksum"] for each in lock["package"] if "checksum" in each}
