//! Floors: imports go down only.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Edge;

/// What is on each floor, from the top down: the folders and files of a crate, each on one floor.
pub(crate) type Floors = [&'static [&'static str]];

/// Refuses an import that goes up or aside, what has no floor, and a floor that nobody stands on.
pub(crate) fn check(edges: &BTreeSet<Edge>, floors: &Floors) -> Result<(), String> {
    for name in floors.concat() {
        if !edges.iter().any(|(from, to)| [room(from), room(to)].contains(&name.into())) {
            return Err(format!("nothing imports {name} or is imported by it"));
        }
    }
    for (from, to) in edges.iter().filter(|(from, to)| room(from) != room(to)) {
        let (above, below) = (floor(&room(from), floors)?, floor(&room(to), floors)?);
        if above >= below {
            let place = if above == below { "beside" } else { "above" };
            let (from, to) = (from.display(), to.display());
            return Err(format!("{from} imports {to}, which is {place} it"));
        }
    }
    Ok(())
}

/// The folder of the crate that a file is in, or the file of its root.
fn room(path: &Path) -> PathBuf {
    path.iter().next().map(PathBuf::from).unwrap_or_default()
}

fn floor(name: &Path, floors: &Floors) -> Result<usize, String> {
    let found = floors.iter().position(|floor| floor.iter().any(|known| name == Path::new(known)));
    found.ok_or_else(|| format!("{} has no floor yet", name.display()))
}
