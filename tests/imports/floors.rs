//! Floors: which children of a folder may import which.

use std::collections::BTreeSet;

use super::{Imports, circles::child, is_within};

impl Imports {
    /// What is wrong with the floors of a folder, each with those that it may import. The folder's own file is above
    /// them all.
    pub(crate) fn breaches(&self, folder: &str, floors: &[(&str, &[&str])]) -> Vec<String> {
        let inside = self.modules.keys().filter(|module| is_within(module, folder));
        let there: BTreeSet<&str> = inside.map(|module| child(folder, module)).collect();
        let named: BTreeSet<&str> = floors.iter().map(|(floor, _)| *floor).collect();
        let new = there.difference(&named).filter(|name| **name != "mod");
        let new = new.map(|name| format!("{name} has no floor of its own"));
        let gone = named.difference(&there).map(|name| format!("{name} is no longer there"));
        let up = floors.iter().flat_map(|(floor, below)| self.up(folder, floor, below));
        new.chain(gone).chain(up).collect()
    }

    /// The imports of a floor that do not go down.
    fn up(&self, folder: &str, floor: &str, below: &[&str]) -> Vec<String> {
        let ends_inside = self.imports.iter().filter(|import| is_within(&import.to, folder));
        let ends = ends_inside.map(|import| (import, child(folder, &import.to)));
        let of_floor = ends.filter(|(import, to)| {
            is_within(&import.from, folder) && child(folder, &import.from) == floor && *to != floor
        });
        let up = of_floor.filter(|(_, to)| !below.contains(to));
        up.map(|(import, to)| format!("{import}, which goes up from {floor} to {to}: cut it"))
            .collect()
    }
}
