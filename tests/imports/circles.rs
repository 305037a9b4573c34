//! Circles: at no level may a folder or a file, with all that is inside, come back to itself.

use std::collections::{BTreeMap, BTreeSet};

use super::{Import, Imports, is_within, outside};

/// What the children of a folder import of each other, each with the imports of single files behind it.
type Level<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Vec<&'a Import>>>;

impl Imports {
    /// What is wrong about each circle, with the import to cut. Those that are `allowed` close none.
    pub(crate) fn circles(&self, allowed: &[(&str, &str)]) -> Vec<String> {
        let is_allowed = |import: &Import| allowed.contains(&(&import.from, &import.to));
        let imports: Vec<&Import> = self.imports.iter().filter(|one| !is_allowed(one)).collect();
        let folders: BTreeSet<&str> = self.modules.keys().map(|name| outside(name)).collect();
        folders.into_iter().flat_map(|folder| in_level(&level(folder, &imports))).collect()
    }
}

/// What the children of a folder import of each other. What stands in the folder's own file is a child too.
fn level<'a>(folder: &'a str, imports: &[&'a Import]) -> Level<'a> {
    let mut level = Level::new();
    for import in imports {
        let ends = [&import.from, &import.to];
        if !ends.iter().all(|end| is_within(end, folder)) {
            continue;
        }
        let [from, to] = ends.map(|end| child(folder, end));
        if from != to {
            level.entry(from).or_default().entry(to).or_default().push(import);
        }
    }
    level
}

/// The child of a folder that a module is in; `mod` is the folder's own file.
pub(super) fn child<'a>(folder: &str, module: &'a str) -> &'a str {
    let inside = module.strip_prefix(folder).unwrap_or(module).trim_start_matches("::");
    inside.split("::").next().filter(|child| !child.is_empty()).unwrap_or("mod")
}

/// The circles of a level, each once.
fn in_level(level: &Level<'_>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for start in level.keys() {
        let Some(circle) = circle(level, start) else { continue };
        if circle.iter().all(|name| !seen.contains(name)) {
            found.push(said(level, &circle));
        }
        seen.extend(circle);
    }
    found
}

/// The shortest way from a child back to itself.
fn circle<'a>(level: &Level<'a>, start: &'a str) -> Option<Vec<&'a str>> {
    let mut ways = vec![vec![start]];
    let mut reached = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            let last = way.last().expect("a way has a start");
            for next in level.get(last).into_iter().flat_map(BTreeMap::keys) {
                if *next == start {
                    return Some(way);
                }
                if reached.insert(*next) {
                    longer.push([way.clone(), vec![next]].concat());
                }
            }
        }
        ways = longer;
    }
    None
}

/// The circle, and the import that is the easiest to cut: what a child takes from the folder's own file can move to
/// another child, and where few imports lead from one member to the next there is little to change.
fn said(level: &Level<'_>, circle: &[&str]) -> String {
    let nexts = circle.iter().cycle().skip(1);
    let steps = circle.iter().zip(nexts).map(|(from, to)| (*to != "mod", &level[from][to]));
    let (_, imports) = steps
        .min_by_key(|(sideways, imports)| (*sideways, imports.len()))
        .expect("a circle has steps");
    let way: Vec<&str> = circle.iter().chain(circle.first()).copied().collect();
    format!("{}, which closes the circle {}: cut it", imports[0], way.join(" > "))
}
