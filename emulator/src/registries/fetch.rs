//! An asset on its way to a client. What comes from upstream is retained on the way.

use std::io;
use std::sync::Arc;

use super::search::Source;
use super::visit::{Visit, failed, not_found};
use crate::contents::blob::Blob;
use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;
use crate::operations::{Download, Reply};
use crate::state::PackageVersion;
use crate::time::Timestamp;

impl Visit<'_> {
    /// Returns an asset of the first version that the search finds.
    pub(super) fn fetch(
        &self,
        name: &Coordinates,
        version: &str,
        asset: &str,
    ) -> Result<Reply, Failure> {
        let found = self.search(name)?;
        let (source, version) = found.version(version).ok_or_else(|| not_found(asset))?;
        let download = download(version, asset)?;
        self.retain(source, name, version)?;
        Ok(Reply::Asset(download))
    }

    /// Returns an asset of the first version that the search finds, and retains nothing.
    pub(super) fn peek(
        &self,
        name: &Coordinates,
        version: &str,
        asset: &str,
    ) -> Result<Download, Failure> {
        let found = self.search(name)?;
        let (_, version) = found.version(version).ok_or_else(|| not_found(asset))?;
        download(version, asset)
    }

    /// Keeps a version in the repository that was asked and in the one whose connection it came
    /// through, not in those between them (user guide).
    fn retain(
        &self,
        source: &Source,
        name: &Coordinates,
        version: &PackageVersion,
    ) -> Result<(), Failure> {
        let asked = self.endpoint.repository.as_str();
        if source.repository == asked && !source.is_public {
            return Ok(());
        }
        let (mut kept, now) = (self.own(version).map_err(failed)?, self.shared.now());
        kept.visible_from = Some(now.after(self.shared.options.ingestion_lag.as_secs()));
        self.change(|world| {
            let domain = world.domain_mut(&self.domain)?;
            if source.is_public {
                domain.retain(&source.repository, name, &kept, now)?;
            }
            domain.retain(asked, name, &kept, now)
        })
    }

    /// The version with its assets among those of the emulator: a public repository only lends its
    /// own.
    fn own(&self, version: &PackageVersion) -> io::Result<PackageVersion> {
        let mut version = version.clone();
        for content in version.assets.values_mut() {
            if !content.is_in(&self.shared.assets) {
                *content = Arc::new(Blob::copy_file(content.open()?, &self.shared.assets)?);
            }
        }
        Ok(version)
    }
}

/// An asset of a version, if clients may have it.
fn download(version: &PackageVersion, asset: &str) -> Result<Download, Failure> {
    let content = version.assets.get(asset).filter(|_| version.is_offered());
    let content = Arc::clone(content.ok_or_else(|| not_found(asset))?);
    let modified = Timestamp::from(content.modified().map_err(failed)?);
    let headers = vec![
        ("last-modified", modified.http_date()),
        ("x-assetname", asset.to_owned()),
        ("x-packageversion", version.version.clone()),
        ("x-packageversionrevision", version.revision.clone()),
    ];
    Ok(Download { headers, content })
}
