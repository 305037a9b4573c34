//! From configurations as they are to what they become.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use crate::configuration::directory::Directory;
use crate::configuration::survey::Survey;
use crate::configuration::uses::Uses;
use crate::outcome::Outcome;
use crate::work::Work;

/// Rewrites directories that were read whole. Reports tell lines of the new files, or of the old
/// ones if nothing is to be written.
pub(crate) fn migrate(directories: &[Directory], writes: bool) -> Outcome {
    let uses = Uses::of(directories);
    let surveys: HashMap<&Path, &Survey> =
        directories.iter().map(|directory| (directory.path.as_path(), &directory.survey)).collect();
    let works: Vec<_> =
        directories.iter().map(|directory| work(directory, &surveys, &uses)).collect();
    let mut counted: HashMap<&Path, BTreeSet<String>> = HashMap::new();
    for work in &works {
        let subject = subject(work.directory, &surveys);
        counted.entry(subject).or_default().extend(work.counted());
    }
    let mut outcome = Outcome::default();
    for mut work in works {
        let counted = counted.remove(work.directory.path.as_path()).unwrap_or_default();
        work.add(&counted, &surveys, &uses);
        work.finish(writes, &mut outcome);
    }
    outcome
}

/// The directory whose configuration the files of a directory are about: tests may be in one of
/// their own.
fn subject<'a>(directory: &'a Directory, surveys: &HashMap<&Path, &'a Survey>) -> &'a Path {
    let parent = directory.path.parent().filter(|parent| surveys.contains_key(parent));
    match parent {
        Some(parent) if !directory.is_configuration() => parent,
        _ => &directory.path,
    }
}

/// The work on a directory, whose tests may be about another one.
fn work<'a>(
    directory: &'a Directory,
    surveys: &HashMap<&Path, &'a Survey>,
    uses: &Uses<'_>,
) -> Work<'a> {
    let subject = subject(directory, surveys);
    let survey = surveys.get(subject).copied().unwrap_or(&directory.survey);
    Work::new(directory, survey, uses.get(subject))
}
