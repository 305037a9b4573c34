//! What clients read of gems before they fetch them: their versions and dependencies, in a form for
//! Bundler and in one for RubyGems, and their specifications.

use std::collections::BTreeSet;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::super::visit::{Visit, failed, not_found, unreadable};
use super::gem::{self, Gem};
use super::gemspec::gemspec;
use super::marshal::{Datum, dump};
use super::names::{ENDING, coordinates};
use super::specification::Specification;
use crate::model::failure::Failure;
use crate::operations::Reply;

/// The versions of several gems, for Bundler. It asks for none to see whether it may ask.
pub(super) fn dependencies(visit: &Visit<'_>) -> Result<Reply, Failure> {
    let asked = visit.request.query.iter().filter(|(name, _)| name == "gems");
    let names: BTreeSet<&str> = asked.flat_map(|(_, names)| names.split(',')).collect();
    let mut gems = Vec::new();
    for name in names.into_iter().filter(|name| !name.is_empty()) {
        gems.extend(Gem::listed(visit, &coordinates(name)?)?);
    }
    let versions = gems.iter().map(|gem| entry(&gem.specification)).collect();
    Ok(Reply::Data(dump(&Datum::List(versions))))
}

fn entry(gem: &Specification) -> Datum<'_> {
    let needs = gem.needs().map(|need| {
        Datum::List(vec![Datum::text(&need.name), Datum::Text(need.conditions(", ").into())])
    });
    Datum::Map(vec![
        (Datum::Symbol("name"), Datum::text(&gem.name)),
        (Datum::Symbol("number"), Datum::text(gem.number())),
        (Datum::Symbol("platform"), Datum::text(gem.named_platform())),
        (Datum::Symbol("dependencies"), Datum::List(needs.collect())),
    ])
}

/// The versions of one gem, for RubyGems: a line for each.
pub(super) fn info(visit: &Visit<'_>, name: &str) -> Result<Reply, Failure> {
    let gems = Gem::listed(visit, &coordinates(name)?)?;
    if gems.is_empty() {
        return Err(not_found(name));
    }
    let lines: Vec<String> = gems.iter().map(line).collect();
    Ok(Reply::Document("text/plain", format!("---\n{}", lines.concat())))
}

fn line(gem: &Gem) -> String {
    let Gem { specification, sha256 } = gem;
    let needs = specification.needs();
    let needs: Vec<_> =
        needs.map(|need| format!("{}:{}", need.name, need.conditions("&"))).collect();
    let rubies = [
        ("ruby", &specification.required_ruby_version),
        ("rubygems", &specification.required_rubygems_version),
    ];
    let rubies = rubies.into_iter().filter_map(|(name, required)| {
        required.as_ref().map(|required| format!(",{name}:{}", required.text("&")))
    });
    let (number, needs) = (specification.full_number(), needs.join(","));
    format!("{number} {needs}|checksum:{sha256}{}\n", rubies.collect::<String>())
}

/// The specification of a gem, compressed.
pub(super) fn specification(visit: &Visit<'_>, file: &str) -> Result<Reply, Failure> {
    let stem = file.strip_suffix(".gemspec.rz").ok_or_else(|| not_found(file))?;
    let file = format!("{stem}{ENDING}");
    let (package, version) = gem::place(visit, &file)?;
    let content = visit.peek(&package, &version, &file)?.content;
    let specification = content.open().and_then(gem::specification).map_err(unreadable)?;
    let mut compressed = ZlibEncoder::new(Vec::new(), Compression::default());
    compressed.write_all(&gemspec(&specification)).map_err(failed)?;
    Ok(Reply::Data(compressed.finish().map_err(failed)?))
}
