//! One line of the log.

use std::error::Error;
use std::fmt::Debug;

use serde_json::{Map, Value};
use time::OffsetDateTime;
use tracing::Metadata;
use tracing::field::{Field, Visit};

/// The most bytes of one text. The host takes a line of more than 64 KiB to pieces.
const LONGEST_TEXT: usize = 8 * 1024;

/// The fields of a span or an event.
#[derive(Debug, Default)]
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    /// Adds the fields of an outer span.
    pub(super) fn extend(&mut self, outer: &Self) {
        self.0.extend(outer.0.clone());
    }

    /// The line of an event with these fields. The keys that the host reads are written last, so
    /// that no field can take their place: a message or level that is not text would crash the
    /// host.
    pub(super) fn line(self, metadata: &Metadata<'_>) -> String {
        let Self(mut fields) = self;
        let message = fields.remove("message").map_or_else(String::new, |value| match value {
            Value::String(text) => text,
            other => other.to_string(),
        });
        fields.insert("@level".to_owned(), metadata.level().as_str().to_lowercase().into());
        fields.insert("@message".to_owned(), message.into());
        fields.insert("@module".to_owned(), metadata.target().replace("::", ".").into());
        fields.insert("@timestamp".to_owned(), timestamp(OffsetDateTime::now_utc()).into());
        format!("{}\n", Value::Object(fields))
    }

    fn set(&mut self, field: &Field, value: Value) {
        self.0.insert(field.name().to_owned(), value);
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.set(field, cut(format!("{value:?}")).into());
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.set(field, cut(value.to_owned()).into());
    }

    fn record_error(&mut self, field: &Field, value: &(dyn Error + 'static)) {
        self.set(field, cut(value.to_string()).into());
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.set(field, value.into());
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.set(field, value.into());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.set(field, value.into());
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.set(field, value.into());
    }
}

fn cut(mut text: String) -> String {
    if text.len() > LONGEST_TEXT {
        text.truncate(text.floor_char_boundary(LONGEST_TEXT));
        text.push('…');
    }
    text
}

/// The time as the host parses it: six digits of a second, and UTC.
fn timestamp(now: OffsetDateTime) -> String {
    let (year, month, day) = now.to_calendar_date();
    let (hour, minute, second, microsecond) = now.to_hms_micro();
    let month = u8::from(month);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{microsecond:06}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_has_six_digits_and_z() {
        check(0, "1970-01-01T00:00:00.000000Z");
        check(1_709_210_096_000_007_999, "2024-02-29T12:34:56.000007Z");
        check(4_102_444_799_999_999_999, "2099-12-31T23:59:59.999999Z");
    }

    fn check(nanoseconds: i128, expect: &str) {
        assert_eq!(
            timestamp(OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap()),
            expect
        );
    }
}
