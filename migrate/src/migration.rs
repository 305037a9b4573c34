//! From configurations as they are to what they become.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

use crate::configuration::directory::Directory;
use crate::configuration::survey::Survey;
use crate::configuration::uses::Uses;
use crate::outcome::Outcome;
use crate::work::Work;

/// Rewrites directories that were read whole. Reports tell lines of the new files, or of the old
/// ones if nothing is to be written.
pub(crate) fn migrate(directories: &[Directory], writes: bool) -> Outcome {
    let uses = Uses::of(directories);
    let works: Vec<_> = directories
        .iter()
        .map(|directory| Work::new(directory, subject(directory, &uses), &uses))
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

/// The configuration that the files of a directory are about: tests may be in one of their own.
fn subject<'a>(directory: &'a Directory, uses: &Uses<'a>) -> &'a Survey {
    let parent = directory.path.parent().and_then(|parent| uses.survey(parent));
    match parent {
        Some(parent) if !directory.is_configuration() => parent,
        _ => &directory.survey,
    }
}
