//! From configurations as they are to what they become.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

use crate::configuration::directory::Directory;
use crate::configuration::uses::Uses;
use crate::outcome::Outcome;
use crate::work::Work;

/// Rewrites directories that were read whole. Reports tell lines of the new files, or of the old
/// ones if nothing is to be written.
pub(crate) fn migrate(directories: &[Directory], writes: bool) -> Outcome {
    let uses = Uses::of(directories);
    let works: Vec<_> = directories
        .iter()
        .map(|directory| {
            let subject = uses.survey(directory.subject()).unwrap_or(&directory.survey);
            Work::new(directory, subject, &uses)
        })
        .collect();
    let mut counted: HashMap<PathBuf, BTreeSet<String>> = HashMap::new();
    for (path, name) in works.iter().flat_map(Work::counted) {
        counted.entry(path).or_default().insert(name);
    }
    let mut outcome = Outcome::default();
    for mut work in works {
        work.add(&counted.remove(&work.directory.path).unwrap_or_default());
        work.finish(writes, &mut outcome);
    }
    outcome
}
