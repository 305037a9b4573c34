//! What a public repository holds: the package files in a directory of the same name, and nothing
//! else. Nothing is ever fetched from the network.

use std::path::PathBuf;

use super::visit::{Visit, failed};
use crate::model::Status;
use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;
use crate::state::{Origin, OriginControls, Package, PackageVersion};
use crate::time::Timestamp;

impl Visit<'_> {
    /// The package as a public repository offers it, if it does.
    pub(super) fn offered(
        &self,
        connection: &str,
        name: &Coordinates,
    ) -> Result<Option<Package>, Failure> {
        let Some(directory) = self.public_directory(connection) else {
            return Ok(None);
        };
        let offers = (self.endpoint.registry.offers)(&directory, name).map_err(failed)?;
        let mut package = Package::new(name.clone(), OriginControls::OPEN);
        for offer in offers {
            let origin = Origin::Public { connection: connection.to_owned() };
            let there = package.version(&offer.version).cloned();
            let new = || PackageVersion::unfinished(&offer.version, origin);
            let mut version = there.unwrap_or_else(new);
            let content = self.shared.lent.content(&offer.file).map_err(failed)?;
            version.add(&offer.asset, &content)?;
            version.details = offer.details;
            // It was published when its first file was, which clients may find too new.
            let modified = Timestamp::from(content.modified().map_err(failed)?);
            version.published =
                version.published.map_or(Some(modified), |first| Some(first.min(modified)));
            version.status = Status::Published;
            package.put(version);
        }
        let is_there = package.versions().next().is_some();
        Ok(is_there.then_some(package))
    }

    /// The directory of what the public repository behind a connection holds.
    pub(super) fn public_directory(&self, connection: &str) -> Option<PathBuf> {
        let public = self.shared.options.public.as_ref();
        public.map(|public| public.join(connection.trim_start_matches("public:")))
    }
}
