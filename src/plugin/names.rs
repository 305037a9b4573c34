//! Who we are.

/// What the provider is called.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    /// Type of the provider, such as `codeartifact`.
    pub(super) name: &'a str,
    /// Source address of the provider, without a host, such as `acme/example`.
    pub(super) source: &'a str,
}
