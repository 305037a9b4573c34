//! Times, as the service sends them and as Terraform's users read them.

use std::time::SystemTime;

use aws_sdk_codeartifact::primitives::{DateTime, DateTimeFormat};

/// The time as RFC 3339, in UTC; empty where the service sends none, or one beyond what RFC 3339 can write.
pub(in crate::aws) fn rfc3339(time: Option<DateTime>) -> String {
    time.and_then(|time| time.fmt(DateTimeFormat::DateTime).ok()).unwrap_or_default()
}

/// The time that an RFC 3339 text says, if it is one.
pub(in crate::aws) fn from_rfc3339(text: &str) -> Option<SystemTime> {
    let time = DateTime::from_str(text, DateTimeFormat::DateTime).ok()?;
    SystemTime::try_from(time).ok()
}
