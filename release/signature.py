"""The detached signature of the sums, by the key in the environment."""

import os
import subprocess
import tempfile


def sign(sums):
    """Signs a file, where there is a key; whether there is one."""
    key = os.environ.get("GPG_PRIVATE_KEY")
    if not key:
        print(f"{sums.name} is not signed: GPG_PRIVATE_KEY is not set.")
        return False
    # gpg's sockets are in its home, and the path of a socket is short.
    with tempfile.TemporaryDirectory(prefix="gpg") as home:
        try:
            gpg(home, ["--import"], key)
            passphrase = os.environ.get("GPG_PASSPHRASE", "")
            options = ["--pinentry-mode", "loopback", "--passphrase-fd", "0", "--digest-algo", "SHA512"]
            signed = ["--output", f"{sums}.sig", "--detach-sign", str(sums)]
            gpg(home, [*options, *signed], passphrase)
        finally:
            subprocess.run(["gpgconf", "--homedir", home, "--kill", "all"], check=False)
    return True


def gpg(home, arguments, given):
    command = ["gpg", "--homedir", home, "--batch", "--yes", "--quiet", "--no-tty", *arguments]
    subprocess.run(command, input=given, text=True, check=True)
