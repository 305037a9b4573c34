//! The public repositories that a repository can be connected to.

use super::formats::PUBLIC_REPOSITORIES;
use crate::framework::diagnostic::Diagnostic;
use crate::framework::path::Path;
use crate::framework::plan::Change;

/// Warns of a connection that the service does not list: it would refuse it when the repository is
/// there already. AWS adds connections from time to time, so that this is no error.
pub(crate) fn warn(change: &mut Change) {
    let Some(name) = change.planned.get("external_connection").as_str() else { return };
    if name.is_empty() || PUBLIC_REPOSITORIES.iter().any(|(known, _)| *known == name) {
        return;
    }
    let nearest = PUBLIC_REPOSITORIES.map(|(known, _)| known);
    let nearest = nearest.into_iter().min_by_key(|known| distance(known, name)).unwrap_or_default();
    let detail = format!(
        "{name:?} is not one of the external connections that CodeArtifact supported when this provider was \
         released; the nearest is {nearest:?}. The data source `codeartifact_external_connections` lists them. \
         Unless AWS has added it since, the connection will fail."
    );
    let summary = "The external connection is not known";
    let at = Path::attribute("external_connection");
    change.warnings.push(Diagnostic::warning(summary, detail, at));
}

/// How many letters have to be changed, added or left out to make one text of the other.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, wanted) in other.chars().enumerate() {
            let changed = diagonal + usize::from(letter != wanted);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[row.len() - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_is_that_of_the_letters() {
        for (one, other, expected) in
            [("", "abc", 3), ("npm", "npmjs", 2), ("pypi", "pip", 2), ("a", "a", 0)]
        {
            assert_eq!(distance(one, other), expected, "{one} {other}");
            assert_eq!(distance(other, one), expected, "{other} {one}");
        }
    }
}
