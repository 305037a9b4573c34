//! Moments, as the service writes them.

use std::time::{Duration, SystemTime};

use aws_smithy_types::date_time::{DateTime, Format};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A moment in milliseconds since the epoch: the precision of the service's timestamps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Timestamp {
    milliseconds: u64,
}

impl Timestamp {
    /// The present moment.
    pub(crate) fn now() -> Self {
        SystemTime::now().into()
    }

    /// The moment this many seconds later.
    pub(crate) fn after(self, seconds: u64) -> Self {
        self.plus(seconds.saturating_mul(1000))
    }

    /// The moment this many milliseconds later.
    pub(crate) fn plus(self, milliseconds: u64) -> Self {
        Self { milliseconds: self.milliseconds.saturating_add(milliseconds) }
    }

    /// A number that is the smaller the later the moment.
    pub(crate) fn age(self) -> u64 {
        u64::MAX - 1 - self.milliseconds
    }

    /// A JSON number of seconds since the epoch, with a fraction: the form of CodeArtifact.
    pub(crate) fn epoch_seconds(self) -> Value {
        Value::from(self.seconds())
    }

    /// ISO 8601 text: the form of the security token service.
    pub(crate) fn iso8601(self) -> String {
        self.text(Format::DateTime)
    }

    /// The form of HTTP's headers, `Sat, 31 Jan 2026 23:59:59 GMT`.
    pub(crate) fn http_date(self) -> String {
        self.text(Format::HttpDate)
    }

    /// Digits only, `20260131235959`: the form of Maven.
    pub(crate) fn digits(self) -> String {
        self.iso8601().chars().filter(char::is_ascii_digit).collect()
    }

    /// The moment to the second, in a format.
    fn text(self, format: Format) -> String {
        let seconds = i64::try_from(self.milliseconds / 1000).unwrap_or(i64::MAX);
        DateTime::from_secs(seconds).fmt(format).unwrap_or_default()
    }

    /// Seconds since the epoch, with a fraction.
    pub(crate) fn seconds(self) -> f64 {
        self.milliseconds as f64 / 1000.0
    }

    /// Reads ISO 8601 text.
    pub(crate) fn from_iso8601(text: &str) -> Option<Self> {
        let parsed = DateTime::from_str(text, Format::DateTimeWithOffset).ok()?;
        Some(Self { milliseconds: u64::try_from(parsed.to_millis().ok()?).ok()? })
    }

    /// Reads the compact form of signatures, `20260131T235959Z`.
    pub(crate) fn from_compact(text: &str) -> Option<Self> {
        let date = text.get(..8)?;
        let time = text.get(8..)?.strip_prefix('T')?.strip_suffix('Z')?;
        if time.len() != 6 || !(date.bytes().chain(time.bytes())).all(|b| b.is_ascii_digit()) {
            return None;
        }
        let (year, month, day) = (&date[..4], &date[4..6], &date[6..]);
        let (hour, minute, second) = (&time[..2], &time[2..4], &time[4..]);
        let iso = format!("{year}-{month}-{day}T{hour}:{minute}:{second}Z");
        Self::from_iso8601(&iso)
    }

    /// How far two moments lie apart.
    pub(crate) fn distance(self, other: Self) -> Duration {
        Duration::from_millis(self.milliseconds.abs_diff(other.milliseconds))
    }
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let milliseconds = u64::try_from(since.as_millis()).unwrap_or(u64::MAX);
        Self { milliseconds }
    }
}

impl From<Timestamp> for SystemTime {
    fn from(timestamp: Timestamp) -> Self {
        Self::UNIX_EPOCH + Duration::from_millis(timestamp.milliseconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_compact_form_only() {
        let read = |text| Timestamp::from_compact(text).map(Timestamp::iso8601);
        assert_eq!(read("20260131T235959Z").as_deref(), Some("2026-01-31T23:59:59Z"));
        for wrong in [
            "",
            "2026",
            "20260131T235959",
            "20260131 235959Z",
            "2026013éT235959Z",
            "20261331T235959Z",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn keeps_the_fraction() {
        let moment = Timestamp { milliseconds: 1_603_200_000_500 };
        assert_eq!(moment.epoch_seconds().to_string(), "1603200000.5");
    }
}
