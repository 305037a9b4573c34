//! One asset of a version, to a file or into the state.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use tempfile::NamedTempFile;

use crate::aws::{Aws, Downloaded, PackageVersionId};
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::permissions::Permission;
use crate::framework::schema::{matching, object};
use crate::framework::validate::Rule;
use crate::service::named::{Named, NamedVersion};
use crate::service::permissions;
use crate::service::{names, packages};

/// Up to this size, in bytes, an asset is stored in the state.
const MOST: usize = 1024 * 1024;

object! {
    /// Provides an asset of a CodeArtifact package version, written to a file or, up to 1 MiB, as
    /// Base64 text.
    ///
    /// The asset is downloaded during every plan. With `path`, reading writes the file: `terraform
    /// plan` and `terraform apply -refresh-only` replace it too. Only a regular file is replaced,
    /// and it keeps its mode. A file can be larger than 1 MiB.
    pub(super) struct PackageVersionAsset {
        ..version: NamedVersion {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// Name of the asset. Packages of the format `npm` have one asset, `package.tgz`.
        asset: String = matching(names::ASSET),
        /// Revision that the package version must have. Defaults to any revision.
        package_version_revision: OptionalComputed<String> = matching(names::REVISION),
        /// Path of the file to which the asset is written. Its directory must exist.
        path: Option<String>,
        /// Content in Base64. Empty if it is written to a file.
        content_base64: Computed<String>,
        /// SHA-256 of the content.
        sha256: Computed<String>,
        /// Size of the content in bytes.
        size: Computed<i64>,
    }
}

impl DataSource for PackageVersionAsset {
    const NAME: &'static str = "package_version_asset";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "GetPackageVersionAsset"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.version.id();
        let (content, found) = match &config.path {
            Some(path) => (String::new(), to_file(&config, &id, Path::new(path), aws).await?),
            None => into_state(&config, &id, aws).await?,
        };
        Ok(Self {
            version: config.version.settled(aws).await,
            package_version_revision: found.revision.into(),
            content_base64: content.into(),
            sha256: found.digest.sha256.into(),
            size: found.digest.size.into(),
            ..config
        })
    }
}

impl PackageVersionAsset {
    async fn download(
        &self,
        id: &PackageVersionId,
        sink: &mut (dyn Write + Send),
        aws: &Aws,
    ) -> Result<Downloaded> {
        let revision = self.package_version_revision.as_known().map(String::as_str);
        Ok(aws.download_asset(id, &self.asset, revision, sink).await?)
    }
}

/// Writes the asset beside its place first, so that the file is always a whole one.
async fn to_file(
    config: &PackageVersionAsset,
    id: &PackageVersionId,
    path: &Path,
    aws: &Aws,
) -> Result<Downloaded> {
    let unwritable = |error: io::Error| {
        let why = reason(&error);
        Error::at("path", format!("{} cannot be written: {why}", path.display()))
    };
    let mut file = beside(path).map_err(unwritable)?;
    let found = config.download(id, &mut file, aws).await?;
    file.persist(path).map_err(|error| unwritable(error.error))?;
    Ok(found)
}

/// Why a file cannot be written. The error of a temporary file names that file too, which no user
/// knows.
fn reason(error: &io::Error) -> String {
    let inner = error.get_ref().and_then(std::error::Error::source);
    inner.map_or_else(|| error.to_string(), ToString::to_string)
}

/// A new file in the directory of `path`, with the mode of the one that it will replace.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let directory = directory.unwrap_or(Path::new("."));
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => as_any_file(directory),
        Ok(found) if found.is_file() => {
            let file = NamedTempFile::new_in(directory)?;
            file.as_file().set_permissions(found.permissions())?;
            Ok(file)
        }
        Ok(_) => Err(io::Error::other("it exists, but is not a regular file")),
        Err(error) => Err(error),
    }
}

/// A new file with the mode that the user gives to new files; that of a temporary one is for its
/// owner alone.
#[cfg(unix)]
fn as_any_file(directory: &Path) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;

    let mode = fs::Permissions::from_mode(0o666);
    tempfile::Builder::new().permissions(mode).tempfile_in(directory)
}

#[cfg(not(unix))]
fn as_any_file(directory: &Path) -> io::Result<NamedTempFile> {
    NamedTempFile::new_in(directory)
}

async fn into_state(
    config: &PackageVersionAsset,
    id: &PackageVersionId,
    aws: &Aws,
) -> Result<(String, Downloaded)> {
    let mut bytes = Limited(Vec::new());
    let found = config.download(id, &mut bytes, aws).await?;
    Ok((BASE64.encode(bytes.0), found))
}

/// Bytes for the state, which is not a place for more than [`MOST`] of them.
struct Limited(Vec<u8>);

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST {
            let cause = "it is larger than 1 MiB, the limit for content in the state; set `path`";
            return Err(io::Error::other(cause));
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
