//! The registry of NuGet, by version 3 of its protocol: a service index, and the resources that it
//! leads to.

mod content;
mod manifest;
mod names;
mod publication;
mod query;
mod registration;
mod versions;

use std::fs::File;
use std::io;
use std::path::Path;

use serde_json::{Value, json};

use self::manifest::Manifest;
use self::names::asset;
use super::package_files::{Offer, files, name};
use super::visit::{Registry, Visit, not_found};
use crate::model::failure::Failure;
use crate::model::unverified;
use crate::names::coordinates::Coordinates;
use crate::operations::Reply;

pub(super) const REGISTRY: Registry = Registry { format: "nuget", answer, offers };

/// Where the service index is, below the address of a repository.
const INDEX: &str = "v3/index.json";

/// What the service index leads to.
const RESOURCES: &[Resource] = &[
    Resource {
        path: unverified::NUGET_CONTENT,
        types: &["PackageBaseAddress/3.0.0"],
        answer: content::answer,
    },
    Resource {
        path: registration::PATH,
        types: &[
            "RegistrationsBaseUrl",
            "RegistrationsBaseUrl/3.0.0-beta",
            "RegistrationsBaseUrl/3.0.0-rc",
            "RegistrationsBaseUrl/3.4.0",
            "RegistrationsBaseUrl/3.6.0",
        ],
        answer: registration::answer,
    },
    Resource {
        path: unverified::NUGET_PUSHES,
        types: &["PackagePublish/2.0.0"],
        answer: publication::answer,
    },
    Resource {
        path: unverified::NUGET_SEARCH,
        types: &[
            "SearchQueryService",
            "SearchQueryService/3.0.0-beta",
            "SearchQueryService/3.0.0-rc",
        ],
        answer: query::search,
    },
    Resource {
        path: unverified::NUGET_AUTOCOMPLETE,
        types: &[
            "SearchAutocompleteService",
            "SearchAutocompleteService/3.0.0-beta",
            "SearchAutocompleteService/3.0.0-rc",
        ],
        answer: query::complete,
    },
];

/// Something that the service index leads to.
struct Resource {
    /// Where it is, below the address of a repository.
    path: &'static str,
    /// The types by which old and new clients look for it.
    types: &'static [&'static str],
    /// Answers a request whose path goes on with these words.
    answer: fn(&Visit<'_>, &[&str]) -> Result<Reply, Failure>,
}

fn answer(visit: &Visit<'_>) -> Result<Reply, Failure> {
    let path = visit.endpoint.rest.as_str();
    if path == INDEX && visit.method() == "GET" {
        return Ok(Reply::Text(service_index(visit).to_string()));
    }
    let below = RESOURCES.iter().find_map(|resource| Some((resource, resource.rest(path)?)));
    let (resource, rest) = below.ok_or_else(|| not_found(path))?;
    let words: Vec<&str> = rest.split('/').collect();
    (resource.answer)(visit, &words)
}

impl Resource {
    /// The part of a path that is within the resource.
    fn rest<'a>(&self, path: &'a str) -> Option<&'a str> {
        let rest = path.strip_prefix(self.path.trim_end_matches('/'))?;
        let is_within = rest.is_empty() || rest.starts_with('/');
        is_within.then(|| rest.trim_matches('/'))
    }
}

fn service_index(visit: &Visit<'_>) -> Value {
    let resources = RESOURCES.iter().flat_map(|resource| {
        let address = format!("{}{}", visit.url(), resource.path);
        resource.types.iter().map(move |kind| json!({ "@id": address, "@type": kind }))
    });
    json!({ "version": "3.0.0", "resources": resources.collect::<Vec<_>>() })
}

/// A public repository holds what `nuget pack` makes.
fn offers(directory: &Path, package: &Coordinates) -> io::Result<Vec<Offer>> {
    let beginning = format!("{}.", package.name);
    let mut offers = Vec::new();
    for file in files(directory, ".nupkg")? {
        if name(&file).to_lowercase().starts_with(&beginning) {
            offers.extend(offer(&file, package)?);
        }
    }
    Ok(offers)
}

/// The version that a file is, unless it is one of another package.
fn offer(file: &Path, package: &Coordinates) -> io::Result<Option<Offer>> {
    let manifest = Manifest::read(|| File::open(file))
        .map_err(|failure| io::Error::other(format!("{}: {}", file.display(), failure.message)))?;
    let Manifest { package: found, version, details } = manifest;
    let asset = asset(package, &version);
    let offer = Offer { version, asset, file: file.to_owned(), details };
    Ok((found == *package).then_some(offer))
}
