//! Versions of NuGet packages: their normal form, and their order.

use crate::model::unverified;

/// A version in its parts. Earlier versions are less than later ones.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NuGetVersion {
    numbers: [u64; 4],
    stage: Stage,
}

/// How far a version has come: every prerelease comes before the release.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Prerelease(Vec<Label>),
    Release,
}

/// A part of the name of a prerelease. Numbers come before words, and case is not distinguished.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Label {
    Number(u64),
    Word(String),
}

impl NuGetVersion {
    /// Reads one to four numbers, and the labels of a prerelease behind them. What is said of a
    /// build is left out.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (digits, labels) = parts(text);
        let mut numbers = [0; 4];
        for (at, word) in digits.split('.').enumerate() {
            *numbers.get_mut(at)? = number(word)?;
        }
        let stage = match labels {
            Some(labels) => Stage::Prerelease(labels.split('.').map(label).collect::<Option<_>>()?),
            None => Stage::Release,
        };
        Some(Self { numbers, stage })
    }

    /// Whether it comes before a release.
    pub(crate) fn is_prerelease(&self) -> bool {
        self.stage != Stage::Release
    }
}

/// A version in the form in which it is kept and clients ask for it: three numbers, a fourth if it
/// is not zero, none of them with zeros in front, and nothing of a build. A text that is not a
/// version stays as it is.
pub(crate) fn normal(text: &str) -> String {
    let Some(NuGetVersion { numbers, .. }) = NuGetVersion::parse(text) else {
        return text.to_owned();
    };
    let count = if numbers[3] > 0 { 4 } else { 3 };
    let numbers: Vec<String> = numbers[..count].iter().map(u64::to_string).collect();
    let labels = parts(text).1.map(|labels| format!("-{labels}")).unwrap_or_default();
    match unverified::NUGET_VERSIONS_ARE_LOWERED {
        true => numbers.join(".") + &labels.to_lowercase(),
        false => numbers.join(".") + &labels,
    }
}

/// The numbers, and the labels of a prerelease.
fn parts(text: &str) -> (&str, Option<&str>) {
    let version = text.split('+').next().unwrap_or_default();
    match version.split_once('-') {
        Some((digits, labels)) => (digits, Some(labels)),
        None => (version, None),
    }
}

fn number(word: &str) -> Option<u64> {
    let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| word.parse().ok())?
}

fn label(word: &str) -> Option<Label> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let is_label = !word.is_empty() && word.bytes().all(is_part);
    let read = || number(word).map_or_else(|| Label::Word(word.to_lowercase()), Label::Number);
    is_label.then(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_version_is_one() {
        for (text, expected) in [
            ("1", "1.0.0"),
            ("1.00", "1.0.0"),
            ("1.01.1", "1.1.1"),
            ("1.00.0.1", "1.0.0.1"),
            ("1.0.01.0", "1.0.1"),
            ("12.0.03.0", "12.0.3"),
            ("1.0.7+r3456", "1.0.7"),
            ("1.0.0-Beta.2-x+y-z", "1.0.0-beta.2-x"),
            ("1.0.0.0.0", "1.0.0.0.0"),
            ("1.0-", "1.0-"),
            ("1.0-a..b", "1.0-a..b"),
            ("v1.0", "v1.0"),
        ] {
            assert_eq!(normal(text), expected, "{text}");
        }
    }

    #[test]
    fn versions_have_an_order() {
        let ordered = [
            "0.9",
            "1.0-2",
            "1.0-10",
            "1.0-alpha",
            "1.0-Alpha.1",
            "1.0-beta",
            "1.0",
            "1.0.0.1",
            "1.2",
            "1.10",
        ];
        let parsed = ordered.map(|text| NuGetVersion::parse(text).expect(text));
        assert!(parsed.is_sorted(), "{parsed:?}");
        assert!(parsed.windows(2).all(|pair| pair[0] != pair[1]), "{parsed:?}");
        assert_eq!(NuGetVersion::parse("1.0-RC+a"), NuGetVersion::parse("1.0.0.0-rc"));
    }
}
