//! Who we are.

/// What the provider is called.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    /// Type of the provider, such as `codeartifact`.
    pub(super) name: &'a str,
    /// Source address of the provider, host included.
    pub(super) address: &'a str,
}
