//! The index of a project: its files, as HTML (PEP 503) or as JSON (PEP 691 and PEP 700).

use std::sync::Arc;

use serde_json::{Value, json};

use super::super::visit::{Visit, not_found};
use crate::contents::blob::Blob;
use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;
use crate::operations::Reply;
use crate::state::PackageVersion;
use crate::wire::answer::escape;

/// The type of the media of the index as JSON.
const JSON: &str = "application/vnd.pypi.simple.v1+json";

pub(super) fn answer(visit: &Visit<'_>, package: &Coordinates) -> Result<Reply, Failure> {
    let found = visit.search(package)?;
    let listed = found.listed();
    if listed.is_empty() {
        return Err(not_found(&package.name));
    }
    let files: Vec<File<'_>> = listed.iter().flat_map(|version| files(version)).collect();
    let accepts_json = visit.request.header("accept").is_some_and(|media| media.contains(JSON));
    Ok(match accepts_json {
        true => Reply::Document(JSON, json(package, &listed, &files).to_string()),
        false => Reply::Document("text/html; charset=utf-8", html(package, &files)),
    })
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
            "upload-time": self.version.published.map(|time| time.iso8601()),
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
