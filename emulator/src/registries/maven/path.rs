//! What the paths of a Maven repository name.

use super::super::visit::not_found;
use crate::contents::blob::Hashes;
use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;

/// The file that says which versions of a package there are, or which builds of a snapshot.
pub(super) const METADATA: &str = "maven-metadata.xml";

/// The end of a version that is still being worked on.
const SNAPSHOT: &str = "-SNAPSHOT";

/// Which of the hashes of a file a checksum is.
pub(super) type Checksum = fn(&Hashes) -> &str;

/// The checksums of a file, by what is added to its name.
const CHECKSUMS: &[(&str, Checksum)] = &[
    (".md5", |hashes| &hashes.md5),
    (".sha1", |hashes| &hashes.sha1),
    (".sha256", |hashes| &hashes.sha256),
    (".sha512", |hashes| &hashes.sha512),
];

/// What a path names: a file of a package, or a checksum of that file.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) package: Coordinates,
    pub(super) file: File,
    /// Which checksum of the file is meant, if not the file itself.
    pub(super) checksum: Option<Checksum>,
}

/// A file of a package.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum File {
    /// The list of the versions.
    Versions,
    /// The list of the builds of a snapshot.
    Builds { snapshot: String },
    /// An asset. A file in the directory of a snapshot belongs to the build that its name states.
    Asset { version: String, name: String },
}

impl Target {
    /// What a path names: `{group}/{artifact}/{version}/{file}`, with a slash for each dot of the
    /// group.
    pub(super) fn parse(path: &str) -> Result<Self, Failure> {
        let of_file =
            |(end, checksum): &(&str, Checksum)| Some((path.strip_suffix(end)?, *checksum));
        let (file, checksum) = match CHECKSUMS.iter().find_map(of_file) {
            Some((file, checksum)) => (file, Some(checksum)),
            None => (path, None),
        };
        let words: Vec<&str> = file.split('/').collect();
        let (group, artifact, file) = match words.as_slice() {
            [group @ .., artifact, version, METADATA] if is_snapshot(version) => {
                (group, artifact, File::Builds { snapshot: (*version).to_owned() })
            }
            [group @ .., artifact, METADATA] => (group, artifact, File::Versions),
            [group @ .., artifact, version, name] => {
                (group, artifact, File::asset(artifact, version, name))
            }
            _ => return Err(not_found(path)),
        };
        let package = coordinates(group, artifact).ok_or_else(|| not_found(path))??;
        Ok(Self { package, file, checksum })
    }
}

impl File {
    fn asset(artifact: &str, version: &str, name: &str) -> Self {
        let build = version.strip_suffix(SNAPSHOT).and_then(|base| build(artifact, base, name));
        Self::Asset { version: build.unwrap_or_else(|| version.to_owned()), name: name.to_owned() }
    }
}

/// Whether a version is a snapshot rather than a build of one, or a release.
pub(super) fn is_snapshot(version: &str) -> bool {
    version.ends_with(SNAPSHOT)
}

/// The version of a build of a snapshot, by its time and its number.
pub(super) fn build_of(snapshot: &str, time: &str, number: &str) -> String {
    format!("{}-{time}-{number}", snapshot.trim_end_matches(SNAPSHOT))
}

/// The build that a file of a snapshot belongs to: `app-1.0-20260131.235959-1.jar` is of
/// `1.0-20260131.235959-1`.
fn build(artifact: &str, base: &str, name: &str) -> Option<String> {
    let rest = name.strip_prefix(artifact)?.strip_prefix('-')?;
    let (time, rest) = rest.strip_prefix(base)?.strip_prefix('-')?.split_once('-')?;
    let (day, second) = time.split_once('.')?;
    let number = &rest[..rest.find(|sign: char| !sign.is_ascii_digit())?];
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_build = day.len() == 8 && second.len() == 6;
    let is_build = is_build && [day, second, number].into_iter().all(is_number);
    is_build.then(|| format!("{base}-{time}-{number}"))
}

/// The package, unless a part of its name is empty: names become paths of the directories of public
/// repositories.
fn coordinates(group: &[&str], artifact: &str) -> Option<Result<Coordinates, Failure>> {
    let group = group.join(".");
    let is_named = group.split('.').all(|word| !word.is_empty());
    let is_named = is_named && artifact.split('.').any(|word| !word.is_empty());
    is_named.then(|| Coordinates::new("maven", Some(&group), artifact))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, package: &str, file: File) {
        let target = Target::parse(path).expect("a target");
        assert_eq!(target.package.path(""), package, "{path}");
        assert_eq!(target.file, file, "{path}");
    }

    fn asset(version: &str, name: &str) -> File {
        File::Asset { version: version.into(), name: name.into() }
    }

    #[test]
    fn a_path_names_a_file() {
        check("a/b/app/maven-metadata.xml", "a.b/app/", File::Versions);
        let builds = File::Builds { snapshot: "1-SNAPSHOT".into() };
        check("a/app/1-SNAPSHOT/maven-metadata.xml.sha1", "a/app/", builds);
        check("a/app/1.0/app-1.0.jar.md5", "a/app/", asset("1.0", "app-1.0.jar"));
    }

    #[test]
    fn a_file_of_a_snapshot_belongs_to_a_build() {
        for (name, version) in [
            ("app-1-20260131.235959-12.jar", "1-20260131.235959-12"),
            ("app-1-20260131.235959-12-tests.jar", "1-20260131.235959-12"),
            ("app-1-SNAPSHOT.jar", "1-SNAPSHOT"),
            ("app-1-20260131.235959-.jar", "1-SNAPSHOT"),
            ("app-1-2026é31.235959-1.jar", "1-SNAPSHOT"),
            ("other-1-20260131.235959-1.jar", "1-SNAPSHOT"),
        ] {
            check(&format!("a/app/1-SNAPSHOT/{name}"), "a/app/", asset(version, name));
        }
    }

    #[test]
    fn nothing_leads_out_of_a_directory() {
        for path in
            ["", "app/1.0/app.jar", "/etc/app/1/a", "../a/app/1/a", "a/../1/a", "a/b.../app/1/a"]
        {
            assert!(Target::parse(path).is_err(), "{path}");
        }
    }
}
