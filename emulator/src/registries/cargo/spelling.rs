//! How the name of a crate is spelled: cargo asks for the file of a crate in small letters.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use super::super::package_files::{files, name};
use super::super::visit::{Visit, failed};
use super::crate_file;
use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;

/// The crate whose file in the index has this name: the one that is spelled so, or else the first
/// that differs in its capitals only.
pub(super) fn spelled(visit: &Visit<'_>, asked: Coordinates) -> Result<Coordinates, Failure> {
    let held = visit.packages(|_, held| held.coordinates.name.eq_ignore_ascii_case(&asked.name))?;
    let mut spellings: BTreeSet<String> = held.into_iter().map(|held| held.name).collect();
    for directory in visit.public_directories(&asked)? {
        spellings.extend(in_public(&directory, &asked.name).map_err(failed)?);
    }
    if spellings.contains(&asked.name) {
        return Ok(asked);
    }
    let name = spellings.into_iter().next().unwrap_or(asked.name);
    Ok(Coordinates { name, ..asked })
}

/// The spellings in the files of a public repository.
fn in_public(directory: &Path, asked: &str) -> io::Result<Vec<String>> {
    let begins = |file: &Path| {
        name(file).get(..asked.len()).is_some_and(|start| start.eq_ignore_ascii_case(asked))
    };
    let files = files(directory, ".crate")?.into_iter().filter(|file| begins(file));
    let names = files.map(|file| crate_file::name_in(&file)).collect::<io::Result<Vec<_>>>()?;
    Ok(names.into_iter().flatten().filter(|name| name.eq_ignore_ascii_case(asked)).collect())
}
