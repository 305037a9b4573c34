//! What works and may not be meant.

/// A warning about the settings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Warning {
    /// One line: what is done.
    pub summary: &'static str,
    /// Sentences: why, and the way to something else.
    pub detail: &'static str,
}
