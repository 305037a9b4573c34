//! The index of a project: its files, as HTML (PEP 503) or as JSON (PEP 691 and PEP 700).

use std::sync::Arc;

use serde_json::{Value, json};

use super::super::visit::{Visit, not_found};
use super::media::Media;
use crate::contents::blob::Blob;
use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;
use crate::operations::Reply;
use crate::state::{Origin, PackageVersion};
use crate::time::Timestamp;
use crate::wire::answer::escape;

pub(super) fn answer(visit: &Visit<'_>, package: &Coordinates) -> Result<Reply, Failure> {
    let found = visit.search(package)?;
    let listed = found.listed();
    if listed.is_empty() {
        return Err(not_found(&package.name));
    }
    let media = Media::accepted(visit.request.header("accept")).ok_or_else(not_acceptable)?;
    let files: Vec<File<'_>> = listed.iter().flat_map(|version| files(version)).collect();
    let text = match media {
        Media::Json => json(package, &listed, &files).to_string(),
        Media::VersionedHtml | Media::Html => html(package, &files),
    };
    Ok(Reply::Document(media.name(), text))
}

fn not_acceptable() -> Failure {
    let message =
        "The index is JSON or HTML of the Simple Repository API, and the client accepts neither.";
    Failure::with_status("NotAcceptable", 406, message)
}

/// One file of a version.
struct File<'a> {
    version: &'a PackageVersion,
    name: &'a str,
    content: &'a Arc<Blob>,
}

fn files(version: &PackageVersion) -> impl Iterator<Item = File<'_>> {
    version.assets.iter().map(move |(name, content)| File { version, name, content })
}

impl File<'_> {
    /// Its address, as seen from the index.
    fn address(&self) -> String {
        format!("{}/{}", self.version.version, self.name)
    }

    /// When it was uploaded. What is public has kept the time of its file.
    fn uploaded(&self) -> Option<Timestamp> {
        match self.version.origin {
            Origin::Public { .. } => self.content.modified().ok().map(Timestamp::from),
            Origin::Published { .. } => self.version.published,
        }
    }

    fn requires_python(&self) -> Option<&str> {
        self.version.details.native["requires-python"].as_str()
    }

    fn json(&self) -> Value {
        json!({
            "filename": self.name,
            "url": self.address(),
            "hashes": { "sha256": self.content.sha256() },
            "requires-python": self.requires_python(),
            "size": self.content.size,
            "upload-time": self.uploaded().map(|time| time.iso8601()),
        })
    }

    fn html(&self) -> String {
        let python = self.requires_python().map(|python| {
            format!(" data-requires-python=\"{}\"", escape(python).replace('"', "&quot;"))
        });
        format!(
            "<a href=\"{}#sha256={}\"{}>{}</a><br/>\n",
            escape(&self.address()),
            self.content.sha256(),
            python.unwrap_or_default(),
            escape(self.name)
        )
    }
}

fn json(package: &Coordinates, listed: &[&PackageVersion], files: &[File<'_>]) -> Value {
    json!({
        "meta": { "api-version": "1.1" },
        "name": package.name,
        "versions": listed.iter().map(|version| &version.version).collect::<Vec<_>>(),
        "files": files.iter().map(File::json).collect::<Vec<_>>(),
    })
}

fn html(package: &Coordinates, files: &[File<'_>]) -> String {
    let links: String = files.iter().map(File::html).collect();
    let name = escape(&package.name);
    format!(
        "<!DOCTYPE html>\n<html><head><title>Links for {name}</title></head><body>\n{links}</body></html>\n"
    )
}
