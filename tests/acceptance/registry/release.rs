//! A release of the program that the tests run, packed and signed as every release is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use tempfile::TempDir;

const PROVIDER: &str = env!("CARGO_BIN_EXE_terraform-provider-codeartifact");

const NAME: &str = "terraform-provider-codeartifact";

/// The version of the release.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The release, which all tests share: it takes seconds to pack.
pub(super) static RELEASE: LazyLock<Release> = LazyLock::new(Release::make);

/// The directory `dist/` of a release, and the key that it is signed with.
pub(super) struct Release {
    directory: TempDir,
    pub(super) key: Key,
}

impl Release {
    fn make() -> Self {
        let release =
            Self { directory: tempfile::tempdir().expect("a directory"), key: Key::make() };
        release.step(&["pack", NAME, PROVIDER], &release.key);
        release.step(&["finish"], &release.key);
        release
    }

    /// One step of the script that makes releases.
    fn step(&self, arguments: &[&str], key: &Key) {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("release/release");
        let mut command = Command::new(script);
        command.arg("--into").arg(self.directory.path()).args(arguments);
        succeeded(command.env("GPG_PRIVATE_KEY", &key.secret));
    }

    /// The signature of another key over the same sums.
    pub(super) fn signed_by(&self, other: &Key) -> Vec<u8> {
        let sums = other.home.path().join("SHA256SUMS");
        fs::copy(self.file("SHA256SUMS"), &sums).expect("the sums");
        let signature = other.home.path().join("signature");
        let mut gpg = other.gpg();
        gpg.arg("--output").arg(&signature).arg("--detach-sign").arg(&sums);
        succeeded(&mut gpg);
        fs::read(signature).expect("a signature")
    }

    /// The path of a file of the release: what is behind the name and the version.
    pub(super) fn file(&self, rest: &str) -> PathBuf {
        self.directory.path().join(format!("{NAME}_{VERSION}_{rest}"))
    }

    /// The content of a file of the release.
    pub(super) fn content(&self, rest: &str) -> Vec<u8> {
        fs::read(self.file(rest)).unwrap_or_else(|error| panic!("{rest}: {error}"))
    }

    /// The name of the archive.
    pub(super) fn archive(&self) -> String {
        let entries = fs::read_dir(self.directory.path()).expect("the release");
        let names = entries.map(|entry| entry.expect("a file").file_name().into_string());
        let mut names = names.map(|name| name.expect("a name in UTF-8"));
        names.find(|name| name.ends_with(".zip")).expect("an archive")
    }

    /// Operating system and architecture, such as `linux` and `amd64`.
    pub(super) fn platform(&self) -> (String, String) {
        let archive = self.archive();
        let rest = archive.strip_suffix(".zip").expect("an archive");
        let mut parts = rest.rsplit('_').map(str::to_owned);
        let architecture = parts.next().expect("an architecture");
        (parts.next().expect("a system"), architecture)
    }
}

/// A key for signatures, in a home of its own.
pub(super) struct Key {
    home: TempDir,
    /// Its ID, as the CLI prints it.
    pub(super) id: String,
    /// What a registry has of it.
    pub(super) public: String,
    secret: String,
}

impl Key {
    /// A new key, of a kind that the registries accept.
    pub(super) fn make() -> Self {
        let home = tempfile::tempdir().expect("a directory");
        let mut key =
            Self { home, id: String::new(), public: String::new(), secret: String::new() };
        let user = "Release <release@example.com>";
        let generate =
            ["--passphrase", "", "--quick-generate-key", user, "rsa3072", "sign", "never"];
        succeeded(key.gpg().args(generate));
        let listed = text(succeeded(key.gpg().args(["--with-colons", "--list-keys"])));
        let line = listed.lines().find(|line| line.starts_with("pub:")).expect("a key");
        key.id = line.split(':').nth(4).expect("an ID").to_owned();
        key.public = text(succeeded(key.gpg().args(["--armor", "--export"])));
        key.secret = text(succeeded(key.gpg().args(["--armor", "--export-secret-keys"])));
        key
    }

    fn gpg(&self) -> Command {
        let mut command = Command::new("gpg");
        command.arg("--homedir").arg(self.home.path()).args(["--batch", "--quiet"]);
        command
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        let mut command = Command::new("gpgconf");
        // The agent ends by itself once its directory is gone.
        let _ = command.arg("--homedir").arg(self.home.path()).args(["--kill", "all"]).status();
    }
}

fn succeeded(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn text(output: Output) -> String {
    String::from_utf8(output.stdout).expect("UTF-8")
}
