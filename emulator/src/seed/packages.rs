//! Packages in a seed.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::document::Document;
use crate::contents::assets::Assets;
use crate::contents::blob::Blob;
use crate::model::Status;
use crate::state::{self, Origin, OriginControls, PackageVersion};

/// A package and its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Package {
    pub(super) format: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) namespace: Option<String>,
    pub(super) name: String,
    /// How new versions may be published or ingested; nothing leaves it as for a package whose
    /// first version was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) origin_controls: Option<Controls>,
    /// Versions by the names that npm calls tags.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) tags: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) versions: Vec<Version>,
}

/// How new versions of a package may be published or ingested.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Controls {
    publish: Allowance,
    upstream: Allowance,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Allowance {
    Allow,
    Block,
}

/// A package version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Version {
    pub(super) version: String,
    #[serde(default = "published")]
    pub(super) status: Status,
    /// Where it came from; nothing where it was published to its repository.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) origin: Option<Origin>,
    /// What its package manager says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) details: Option<Document>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) assets: Vec<Asset>,
}

/// An asset, with one of three forms of its content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asset {
    pub(super) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base64: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<String>,
}

fn published() -> Status {
    Status::Published
}

impl Package {
    /// The package of a repository written down, and the content of its assets with it.
    pub(super) fn of(package: &state::Package, repository: &str) -> io::Result<Self> {
        let versions = package.versions().map(|version| Version::of(version, repository));
        Ok(Self {
            format: package.coordinates.format.clone(),
            namespace: package.coordinates.namespace.clone(),
            name: package.coordinates.name.clone(),
            origin_controls: Some(package.controls.into()),
            tags: package.tags.clone(),
            versions: versions.collect::<io::Result<_>>()?,
        })
    }
}

impl Controls {
    /// As an operation takes them.
    pub(super) fn restrictions(&self) -> Value {
        json!(self)
    }
}

impl From<OriginControls> for Controls {
    fn from(controls: OriginControls) -> Self {
        let word = |allowed| if allowed { Allowance::Allow } else { Allowance::Block };
        Self { publish: word(controls.publish), upstream: word(controls.upstream) }
    }
}

impl Version {
    fn of(version: &PackageVersion, repository: &str) -> io::Result<Self> {
        let here = Origin::Published { repository: repository.to_owned() };
        let details = json!(version.details).to_string();
        let assets = version.assets.iter().map(|(name, content)| Asset::of(name, content));
        Ok(Self {
            version: version.version.clone(),
            status: version.status,
            origin: (version.origin != here).then(|| version.origin.clone()),
            details: Some(details).filter(|text| text != "{}").map(|text| Document::of(&text)),
            assets: assets.collect::<io::Result<_>>()?,
        })
    }
}

impl Asset {
    fn of(name: &str, content: &Blob) -> io::Result<Self> {
        let name = name.to_owned();
        let mut bytes = Vec::new();
        content.open()?.read_to_end(&mut bytes)?;
        Ok(match String::from_utf8(bytes) {
            Ok(text) => Self { name, text: Some(text), ..Self::default() },
            Err(bytes) => {
                Self { name, base64: Some(STANDARD.encode(bytes.as_bytes())), ..Self::default() }
            }
        })
    }

    /// Puts the content where the content of assets is. Paths begin at a directory.
    pub(super) fn content(
        &self,
        directory: &Path,
        home: &Arc<Assets>,
    ) -> Result<Arc<Blob>, String> {
        let copied = match (&self.text, &self.base64, &self.file) {
            (Some(text), None, None) => Blob::copy(text.as_bytes(), home),
            (None, Some(base64), None) => {
                let bytes = STANDARD
                    .decode(base64)
                    .map_err(|error| format!("'base64' is none: {error}"))?;
                Blob::copy(&*bytes, home)
            }
            (None, None, Some(file)) => {
                let path = directory.join(file);
                let open = std::fs::File::open(&path);
                open.and_then(|file| Blob::copy(file, home)).map_err(|error| {
                    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
                })
            }
            _ => return Err("give its content as one of 'text', 'base64' and 'file'".to_owned()),
        };
        copied.map(Arc::new).map_err(|error| error.to_string())
    }
}
