//! Times, as the service sends them and as Terraform's users read them.

use std::time::SystemTime;

use aws_sdk_codeartifact::primitives::{DateTime, DateTimeFormat};

/// The time in RFC 3339 format, in UTC; empty if the service sends none, or one beyond what RFC
/// 3339 can write.
pub(in crate::aws) fn rfc3339(time: Option<DateTime>) -> String {
    let text = |time: DateTime| exact(time).fmt(DateTimeFormat::DateTime).ok();
    time.and_then(text).unwrap_or_default()
}

/// The time to the millisecond, which is what the service sends: as a number of seconds, which a
/// binary fraction misses by some nanoseconds.
fn exact(time: DateTime) -> DateTime {
    let millis = i64::from(time.subsec_nanos() + 500_000) / 1_000_000;
    DateTime::from_millis(time.secs().saturating_mul(1000).saturating_add(millis))
}

/// The time that an RFC 3339 text says, if it is one.
pub(in crate::aws) fn from_rfc3339(text: &str) -> Option<SystemTime> {
    let time = DateTime::from_str(text, DateTimeFormat::DateTime).ok()?;
    SystemTime::try_from(time).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_exact_and_no_longer_than_it_must_be() {
        for (seconds, text) in [
            (1_795_850_210.954, "2026-11-28T07:16:50.954Z"),
            (1_795_850_210.5, "2026-11-28T07:16:50.5Z"),
            (1_795_850_210.999_9, "2026-11-28T07:16:51Z"),
            (1_795_850_210.0, "2026-11-28T07:16:50Z"),
        ] {
            assert_eq!(rfc3339(Some(DateTime::from_secs_f64(seconds))), text);
        }
    }
}
