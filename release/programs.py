"""What is released, and its version, which Cargo.toml alone says."""

import dataclasses
import json

from flags import output


@dataclasses.dataclass(frozen=True)
class Program:
    """A program: its package and its binary have the same name."""

    name: str
    # Registries read the version of a provider from the name of its binary, too.
    is_provider: bool = False

    def binary(self, version):
        """What the binary is called in its archive."""
        return f"{self.name}_v{version}" if self.is_provider else self.name

    def file(self, version, rest):
        """What a file of the release is called."""
        return f"{self.name}_{version}_{rest}"


PROVIDER = Program("terraform-provider-codeartifact", is_provider=True)
EMULATOR = Program("codeartifact-emulator")
MIGRATE = Program("codeartifact-migrate")
PROGRAMS = (PROVIDER, EMULATOR, MIGRATE)


def version():
    """The version of the workspace."""
    metadata = json.loads(output("cargo", "metadata", "--format-version", "1", "--no-deps", "--locked"))
    return next(package["version"] for package in metadata["packages"] if package["name"] == PROVIDER.name)
