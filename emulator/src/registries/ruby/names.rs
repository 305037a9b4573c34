//! What gems, their versions and their files are called.

use crate::model::failure::Failure;
use crate::model::unverified;
use crate::names::coordinates::Coordinates;

/// How the file of a gem ends.
pub(super) const ENDING: &str = ".gem";

/// Characters that the name of a file may have: those of the name of an asset.
const LONGEST: usize = 255;

/// A gem by its name.
pub(super) fn coordinates(name: &str) -> Result<Coordinates, Failure> {
    Coordinates::new("ruby", None, name)
}

/// The number of a gem, and its platform if it is made for one.
pub(super) fn full_number(number: &str, platform: Option<&str>) -> String {
    platform.map_or_else(|| number.to_owned(), |platform| format!("{number}-{platform}"))
}

/// The version of the package that a gem belongs to.
pub(super) fn version(full_number: &str) -> &str {
    let number = || full_number.split_once('-').map(|(number, _)| number);
    let number = unverified::GEMS_OF_ALL_PLATFORMS_ARE_ONE_VERSION.then(number).flatten();
    number.unwrap_or(full_number)
}

/// What the name of a file may mean, which does not say where the name of the gem ends: the name,
/// and the number with the platform.
pub(super) fn readings(file: &str) -> impl Iterator<Item = (&str, &str)> {
    let stem = file.strip_suffix(ENDING).filter(|stem| stem.len() <= LONGEST).unwrap_or_default();
    let cuts = stem.match_indices('-').map(|(at, _)| (&stem[..at], &stem[at + 1..]));
    cuts.filter(|(_, rest)| rest.starts_with(|sign: char| sign.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::readings;

    #[test]
    fn the_name_of_a_file_is_read_in_each_way() {
        for (file, expect) in [
            ("pad-1.0.0.gem", vec![("pad", "1.0.0")]),
            ("net-http2-1.0-java.gem", vec![("net-http2", "1.0-java")]),
            ("a-2-1.0.gem", vec![("a", "2-1.0"), ("a-2", "1.0")]),
            ("pad.gem", vec![]),
            ("pad-1.0.0.zip", vec![]),
        ] {
            assert_eq!(readings(file).collect::<Vec<_>>(), expect, "{file}");
        }
    }
}
