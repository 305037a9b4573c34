//! Who is to end.

/// What a user wants of this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wish {
    /// A terminal interrupts every process of a command.
    Interrupt,
    /// This process alone is to end.
    End,
}
