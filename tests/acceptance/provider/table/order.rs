//! The order of the places in which one setting can stand.

use super::Row;

/// Where a setting can stand. In each template `{}` is what it is set to.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// The provider block, with this inside.
    Block(&'static str),
    /// Variables, each with this in it.
    Variables(&'static [&'static str], &'static str),
    /// The default profile of the shared configuration file, with this line.
    Profile(&'static str),
    /// A file of the home directory, with this text.
    Home(&'static str, &'static str),
}

impl Place {
    /// The variable with nothing around the setting.
    pub(super) const fn variable(name: &'static [&'static str; 1]) -> Self {
        Self::Variables(name, "{}")
    }

    /// The row with the setting in this place.
    fn set(self, row: Row, to: &str) -> Row {
        let filled = |template: &str| template.replace("{}", to);
        match self {
            Self::Block(inside) => row.and_block(&filled(inside)),
            Self::Variables(names, template) => {
                let value = filled(template);
                names.iter().fold(row, |row, name| row.with(name, &value))
            }
            Self::Profile(line) => row.with_config(format!("[default]\n{}\n", filled(line))),
            Self::Home(path, template) => row.with_file(path, filled(template)),
        }
    }
}

/// What a setting is set to, and what is seen where that counts.
pub(super) type Setting = (&'static str, &'static str);

/// What is seen where nothing of its own is.
pub(super) const UNSEEN: &str = "this is said by nobody";

/// A row for each of the places, the strongest first, on some ground. It has the one setting in
/// that place and the other in all weaker ones, so that the rows show each place to beat each
/// weaker one.
pub(super) fn order(ground: &Row, one: Setting, other: Setting, places: &[Place]) -> Vec<Row> {
    let beats = |index: usize| {
        let row = places[index].set(ground.clone(), one.0);
        let row = places[index + 1..].iter().fold(row, |row, place| place.set(row, other.0));
        row.sees(one.1).misses(other.1)
    };
    (0..places.len()).map(beats).collect()
}
