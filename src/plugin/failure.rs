//! Why the process could not start or go on.

/// A sentence for a person.
pub(super) type Error = Box<dyn std::error::Error + Send + Sync>;

pub(super) type Result<T> = std::result::Result<T, Error>;
