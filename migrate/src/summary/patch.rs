//! The changes as a patch, for `patch -p1` and `git apply`.

use similar::TextDiff;

use crate::outcome::Change;

/// All changes as one patch.
#[must_use]
pub fn patch(changes: &[Change]) -> String {
    changes.iter().map(of_file).collect()
}

fn of_file(change: &Change) -> String {
    let before = change.before.as_deref().unwrap_or_default();
    let old = match change.before {
        Some(_) => format!("a/{}", change.name),
        None => "/dev/null".to_owned(),
    };
    let diff = TextDiff::from_lines(before, &change.after);
    diff.unified_diff().header(&old, &format!("b/{}", change.name)).to_string()
}
