//! One asset of a version, to a file or into the state.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use tempfile::NamedTempFile;

use crate::aws::{Aws, Downloaded, PackageVersionId};
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::schema::{matching, object};
use crate::framework::validate::Rule;
use crate::service::named::{Named, NamedVersion};
use crate::service::{names, packages};

/// Up to this size, in bytes, an asset comes into the state.
const MOST: usize = 1024 * 1024;

object! {
    /// An asset of a version of a package: written to a file, which can be big, or as `content_base64`, up to 1 MiB.
    ///
    /// It is downloaded with every plan.
    pub(super) struct PackageVersionAsset {
        ..version: NamedVersion { region: OptionalComputed<String> },
        /// Name of the asset. Packages of format `npm` have one, `package.tgz`.
        asset: String = matching(names::ASSET),
        /// Revision that the version must have. Without it, whichever it has.
        package_version_revision: OptionalComputed<String>,
        /// Path of the file that the asset is written to. Its directory must exist.
        path: Option<String>,
        /// The content in base64; empty where it is written to a file.
        content_base64: Computed<String>,
        /// SHA-256 of the content.
        sha256: Computed<String>,
        /// Size of the content in bytes.
        size: Computed<i64>,
    }
}

impl DataSource for PackageVersionAsset {
    const NAME: &'static str = "package_version_asset";
    const OPERATIONS: &'static [&'static str] = &["GetPackageVersionAsset"];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.version.id();
        let (content, found) = match &config.path {
            Some(path) => (String::new(), to_file(&config, &id, Path::new(path), aws).await?),
            None => into_state(&config, &id, aws).await?,
        };
        Ok(Self {
            version: config.version.settled(aws),
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
        Error::at("path", format!("{} cannot be written: {error}", path.display()))
    };
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let directory = directory.map_or_else(|| PathBuf::from("."), Path::to_owned);
    let mut file = NamedTempFile::new_in(directory).map_err(unwritable)?;
    let found = config.download(id, &mut file, aws).await?;
    file.persist(path).map_err(|error| unwritable(error.error))?;
    Ok(found)
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

/// Bytes for the state, which is no place for more than [`MOST`] of them.
struct Limited(Vec<u8>);

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST {
            let cause = "it is bigger than 1 MiB, the most that comes into the state; set `path`";
            return Err(io::Error::other(cause));
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
