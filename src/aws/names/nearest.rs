//! What may be meant by a name that nothing has.

/// The name that is most like a text. Letters at the beginning are seldom wrong.
pub(crate) fn nearest<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let unlike = |name: &&str| {
        let same = name.chars().zip(text.chars()).take_while(|(one, other)| one == other).count();
        (!name.starts_with(text), distance(name, text).saturating_sub(same))
    };
    names.into_iter().min_by_key(unlike)
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
    fn the_beginning_counts_most() {
        let names = ["CreateRepository", "ReadFromRepository", "TagResource"];
        for text in ["Read", "ReadRepository", "ReadFromRepositories"] {
            assert_eq!(nearest(text, names), Some("ReadFromRepository"), "{text}");
        }
        assert_eq!(nearest("Tagresource", names), Some("TagResource"));
    }

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
