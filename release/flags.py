"""For what, and with what flags, releases are built."""

import os
import pathlib
import shutil
import subprocess
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
# What separates the flags in CARGO_ENCODED_RUSTFLAGS, so that they may have spaces.
BETWEEN = "\x1f"


def output(*command):
    """What a command prints."""
    return subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True).stdout.strip()


def cargo_home():
    return pathlib.Path(os.environ.get("CARGO_HOME", pathlib.Path.home() / ".cargo")).resolve()


def built():
    """The directory in which cargo builds."""
    return (ROOT / os.environ.get("CARGO_TARGET_DIR", "target")).resolve()


def target():
    """The triple: the one that CARGO_BUILD_TARGET names, or else this machine's, with musl where it is installed."""
    if chosen := os.environ.get("CARGO_BUILD_TARGET"):
        return chosen
    host = next(line.split()[1] for line in output("rustc", "-vV").splitlines() if line.startswith("host:"))
    musl = host.replace("-linux-gnu", "-linux-musl")
    library = pathlib.Path(output("rustc", "--print", "target-libdir", "--target", musl))
    return musl if library.is_dir() and shutil.which("musl-gcc") else host


def platform(triple):
    """The triple as the registries spell it, such as linux_amd64."""
    systems = {"linux": "linux", "darwin": "darwin", "windows": "windows"}
    system = next(name for word, name in systems.items() if f"-{word}" in triple)
    return f"{system}_{ {'x86_64': 'amd64', 'aarch64': 'arm64'}[triple.split('-')[0]] }"


def flags(triple):
    """What rustc is told: nothing of this machine gets into the binary, neither a path nor a library."""
    # The directories of cargo's sources are called after the registry that they came from.
    sources = sorted((cargo_home() / "registry" / "src").glob("*"))
    paths = [(ROOT, "."), *((source, "crates") for source in sources)]
    if not built().is_relative_to(ROOT):
        paths.append((built(), "./target"))
    told = [f"--remap-path-prefix={path}={name}" for path, name in paths]
    if "-linux-" in triple:
        # The addresses that the loader has to adjust take a tenth of the place in this form.
        told += ["-Ctarget-feature=+crt-static", "-Clink-arg=-Wl,-z,pack-relative-relocs"]
    if "-windows-" in triple:
        # Without the linker's time stamp, and without the runtime that Windows does not come with.
        told += ["-Ctarget-feature=+crt-static", "-Clink-arg=/Brepro"]
    return told


def c_flags(triple):
    """What the C compiler is told: what .cargo/config.toml says for every build, and to leave out the tables by which
    a panic would pass through C, 0.1 MB. The C here calls nothing of Rust."""
    config = tomllib.loads((ROOT / ".cargo" / "config.toml").read_text())
    own = [] if "-windows-" in triple else ["-fno-asynchronous-unwind-tables"]
    return " ".join([config["env"]["AWS_LC_SYS_CFLAGS"], *own])


def environment():
    """The variables that make a build one for a release."""
    triple = target()
    # Only what was fetched has a directory that can be named.
    subprocess.run(["cargo", "fetch", "--quiet", "--locked", "--target", triple], check=True, cwd=ROOT)
    return {
        "CARGO_BUILD_TARGET": triple,
        "CARGO_ENCODED_RUSTFLAGS": BETWEEN.join(flags(triple)),
        "AWS_LC_SYS_CFLAGS": c_flags(triple),
    }


if __name__ == "__main__":
    print(target())
