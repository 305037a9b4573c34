//! Circles of imports, of files and of folders.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::Edge;

/// Refuses imports that run in a circle, and names one that can be cut. No imports at all are a
/// mistake of the caller.
///
/// What is in one folder is looked at together, files and folders alike: a folder imports what
/// anything in it does. So a file may import what is in a folder beside it, or be imported from
/// there, and not both.
pub(crate) fn check(edges: &BTreeSet<Edge>) -> Result<(), String> {
    if edges.is_empty() {
        return Err("there are no imports to judge".to_owned());
    }
    let Some(circle) = shortest(edges) else { return Ok(()) };
    let path: Vec<String> =
        circle.iter().map(|((from, _), _)| from.display().to_string()).collect();
    let least = circle.iter().map(|(_, edges)| edges).min_by_key(|edges| edges.len());
    let (from, to) = &least.expect("a circle has imports")[0];
    let (from, to) = (from.display(), to.display());
    Err(format!(
        "{} import each other in a circle; cut the import of {to} in {from}",
        path.join(", ")
    ))
}

/// The parts of a shortest circle: what imports what, and by which imports of files.
fn shortest(edges: &BTreeSet<Edge>) -> Option<Vec<(Edge, Vec<Edge>)>> {
    let mut between: BTreeMap<Edge, Vec<Edge>> = BTreeMap::new();
    for (from, to) in edges {
        between.entry(siblings(from, to)).or_default().push((from.clone(), to.clone()));
    }
    let circles = between.keys().filter_map(|edge @ (from, to)| {
        let back = way(&between, to, from)?;
        Some([vec![edge.clone()], back].concat())
    });
    let circle = circles.min_by_key(Vec::len)?;
    Some(circle.into_iter().map(|edge| (edge.clone(), between[&edge].clone())).collect())
}

/// The files or folders in one folder that an import goes between.
fn siblings(from: &Path, to: &Path) -> Edge {
    let depth = from.iter().zip(to).take_while(|(one, other)| one == other).count() + 1;
    let within = |path: &Path| path.iter().take(depth).collect::<PathBuf>();
    (within(from), within(to))
}

/// A shortest way from one to another.
fn way(between: &BTreeMap<Edge, Vec<Edge>>, from: &Path, to: &Path) -> Option<Vec<Edge>> {
    let mut ways = vec![(from, Vec::new())];
    let mut at = 0;
    while let Some((here, way)) = ways.get(at).cloned() {
        if here == to {
            return Some(way);
        }
        let further = |edge: &Edge| [way.as_slice(), std::slice::from_ref(edge)].concat();
        for edge in between.keys().filter(|(from, _)| from == here) {
            if ways.iter().all(|(known, _)| *known != edge.1) {
                ways.push((&edge.1, further(edge)));
            }
        }
        at += 1;
    }
    None
}
