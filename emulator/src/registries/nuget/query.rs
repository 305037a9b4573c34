//! Searches: packages by words in their details, and the completion of names and versions.

use serde_json::{Value, json};

use super::super::visit::{Visit, not_found};
use super::names::coordinates;
use super::registration;
use super::versions::{is_listed, versions};
use crate::model::failure::Failure;
use crate::model::unverified;
use crate::names::coordinates::Coordinates;
use crate::names::nuget_version::NuGetVersion;
use crate::operations::Reply;
use crate::state::{Package, PackageVersion, Repository};

/// Members of the newest version of a package that a search returns.
const MEMBERS: &[&str] =
    &["title", "authors", "description", "summary", "projectUrl", "licenseUrl", "iconUrl", "tags"];

/// A package that a search has found, and its versions that are listed, in their order.
struct Hit {
    package: Coordinates,
    newest: PackageVersion,
    versions: Vec<PackageVersion>,
}

pub(super) fn search(visit: &Visit<'_>, words: &[&str]) -> Result<Reply, Failure> {
    only_asks(visit, words)?;
    let asked = text(visit, "q").to_lowercase();
    let hits = hits(visit, |hit| asked.split_whitespace().all(|word| hit.says(word)))?;
    let found = page(visit, &hits).map(|hit| hit.described(visit)).collect::<Vec<_>>();
    Ok(Reply::Text(json!({ "totalHits": hits.len(), "data": found }).to_string()))
}

pub(super) fn complete(visit: &Visit<'_>, words: &[&str]) -> Result<Reply, Failure> {
    only_asks(visit, words)?;
    let id = text(visit, "id");
    if !id.is_empty() {
        let listed = listed(visit, &coordinates(id)?)?;
        let versions: Vec<&str> = listed.iter().map(|version| version.version.as_str()).collect();
        return Ok(Reply::Text(json!({ "data": versions }).to_string()));
    }
    let asked = text(visit, "q").to_lowercase();
    let hits = hits(visit, |hit| hit.package.name.contains(&asked))?;
    let names: Vec<Value> = page(visit, &hits).map(Hit::id).collect();
    Ok(Reply::Text(json!({ "totalHits": hits.len(), "data": names }).to_string()))
}

fn only_asks(visit: &Visit<'_>, words: &[&str]) -> Result<(), Failure> {
    let asks = visit.method() == "GET" && words == [""];
    asks.then_some(()).ok_or_else(|| not_found(&visit.endpoint.rest))
}

/// The packages that are asked for and have listed versions.
fn hits(visit: &Visit<'_>, is_asked_for: impl Fn(&Hit) -> bool) -> Result<Vec<Hit>, Failure> {
    let is_searched = |repository: &Repository, _: &Package| {
        unverified::NUGET_SEARCHES_UPSTREAMS || repository.name == visit.endpoint.repository
    };
    let mut hits = Vec::new();
    for package in visit.packages(is_searched)? {
        let versions = listed(visit, &package)?;
        let newest = versions.last().cloned();
        let hit = newest.map(|newest| Hit { package, newest, versions });
        hits.extend(hit.filter(&is_asked_for));
    }
    Ok(hits)
}

/// The versions that are listed, in their order, with prereleases only if they are asked for.
fn listed(visit: &Visit<'_>, package: &Coordinates) -> Result<Vec<PackageVersion>, Failure> {
    let with_prereleases = text(visit, "prerelease").eq_ignore_ascii_case("true");
    let is_prerelease = |version: &PackageVersion| {
        NuGetVersion::parse(&version.version).is_some_and(|version| version.is_prerelease())
    };
    let mut listed = versions(visit, package)?;
    listed.retain(|version| is_listed(version) && (with_prereleases || !is_prerelease(version)));
    Ok(listed)
}

/// The part of what was found that is asked for.
fn page<'a>(visit: &Visit<'_>, hits: &'a [Hit]) -> impl Iterator<Item = &'a Hit> {
    let number = |name, default| text(visit, name).parse().unwrap_or(default);
    hits.iter().skip(number("skip", 0)).take(number("take", unverified::NUGET_FINDS))
}

/// A parameter of the request; empty if it is not given.
fn text<'a>(visit: &Visit<'a>, name: &str) -> &'a str {
    let mut given = visit.request.query.iter().filter(|(found, _)| found == name);
    given.next().map_or("", |(_, value)| value)
}

impl Hit {
    /// The name, as its publisher writes it.
    fn id(&self) -> Value {
        let written = self.newest.details.display_name.as_ref();
        written.unwrap_or(&self.package.name).clone().into()
    }

    /// Whether its name, title, description or tags contain a word in small letters.
    fn says(&self, word: &str) -> bool {
        let native = &self.newest.details.native;
        let members = ["title", "description", "tags"].into_iter();
        let mut texts = members.filter_map(|member| Some(native.get(member)?.to_string()));
        self.package.name.contains(word) || texts.any(|text| text.to_lowercase().contains(word))
    }

    fn described(&self, visit: &Visit<'_>) -> Value {
        let address = registration::address(visit, &self.package);
        let versions = self.versions.iter().map(|version| self.described_version(visit, version));
        let mut description = json!({
            "@id": address,
            "registration": address,
            "id": self.id(),
            "version": self.newest.version,
            "versions": versions.collect::<Vec<_>>(),
            "totalDownloads": 0,
            "verified": false,
        });
        for member in MEMBERS {
            if let Some(value) = self.newest.details.native.get(member) {
                description[*member] = value.clone();
            }
        }
        description
    }

    fn described_version(&self, visit: &Visit<'_>, version: &PackageVersion) -> Value {
        let address = registration::address_of(visit, &self.package, &version.version);
        json!({ "@id": address, "version": version.version, "downloads": 0 })
    }
}
