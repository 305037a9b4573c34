//! The registry of Python packages: the index of PEP 503 and PEP 691, and what twine uploads to.

mod index;
mod media;
mod metadata;
mod names;

use std::fs::File;
use std::io;
use std::path::Path;

use self::metadata::Metadata;
use self::names::{coordinates, normal};
use super::form::Form;
use super::package_files::{Offer, files, name, text_in_zip};
use super::publish::Publication;
use super::tar_files::text_in_tar;
use super::visit::{Registry, Visit, not_found, unreadable};
use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;
use crate::operations::Reply;

pub(super) const REGISTRY: Registry = Registry { format: "pypi", answer, offers };

fn answer(visit: &Visit<'_>) -> Result<Reply, Failure> {
    let path = visit.endpoint.rest.trim_end_matches('/');
    let words: Vec<&str> = path.split('/').collect();
    match (visit.method(), words.as_slice()) {
        ("POST", [""]) => upload(visit),
        ("GET", ["simple", project]) => index::answer(visit, &coordinates(project)?),
        ("GET", ["simple", project, version, file]) => {
            visit.fetch(&coordinates(project)?, version, file)
        }
        _ => Err(not_found(path)),
    }
}

fn upload(visit: &Visit<'_>) -> Result<Reply, Failure> {
    let form = Form::read(visit)?;
    let required = |field: &str| {
        form.text(field).ok_or_else(|| unreadable(format!("The form has no field '{field}'.")))
    };
    let (package, version) = (coordinates(required("name")?)?, required("version")?.to_owned());
    let (asset, content) = form.file.clone().ok_or_else(|| unreadable("The form has no file."))?;
    if form.text("sha256_digest").is_some_and(|digest| digest != content.sha256()) {
        return Err(unreadable("The file does not have the declared SHA-256."));
    }
    let details = Some(Metadata::of_form(&form).details());
    let tags = std::collections::BTreeMap::new();
    visit.publish(Publication {
        package,
        version,
        asset,
        content,
        details,
        tags,
        is_last: true,
    })?;
    Ok(Reply::Text(String::new()))
}

/// A public repository holds wheels and source distributions.
fn offers(directory: &Path, package: &Coordinates) -> io::Result<Vec<Offer>> {
    let mut offers = Vec::new();
    for file in [files(directory, ".whl")?, files(directory, ".tar.gz")?].concat() {
        let project = match name(&file).strip_suffix(".tar.gz") {
            Some(stem) => stem.rsplit_once('-'),
            None => name(&file).split_once('-'),
        };
        if project.is_some_and(|(project, _)| normal(project) == package.name) {
            offers.push(offer(&file)?);
        }
    }
    Ok(offers)
}

/// Whether a file in a wheel says what the wheel is.
fn is_metadata(path: &str) -> bool {
    let directory = path.strip_suffix(".dist-info/METADATA");
    directory.is_some_and(|directory| !directory.contains('/'))
}

fn offer(file: &Path) -> io::Result<Offer> {
    let content = File::open(file)?;
    let text = match name(file).ends_with(".whl") {
        // Packages may carry others along, each with metadata of its own.
        true => text_in_zip(content, is_metadata)?,
        false => text_in_tar(content, |path| matches!(path, [_, "PKG-INFO"]))?,
    };
    let metadata = Metadata::of_text(&text.unwrap_or_default());
    let version = metadata.first("version").map(str::to_owned);
    let missing = || io::Error::other(format!("{} says no version", file.display()));
    Ok(Offer {
        version: version.ok_or_else(missing)?,
        asset: name(file).to_owned(),
        file: file.to_owned(),
        details: metadata.details(),
    })
}
