//! Ctrl-C.
//!
//! A terminal sends it to every process of a command, but it is the host that decides what it
//! means: it says StopProvider, waits for the calls under way and then asks for the end. Other
//! signals keep their meaning.

use std::io;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
#[cfg(windows)]
use tokio::signal::windows::{CtrlC as Signal, ctrl_c};

/// The interrupts from now on, none of which ends the process any more.
pub(super) struct Interrupts(Signal);

impl Interrupts {
    /// Begins to catch them.
    pub(super) fn catch() -> io::Result<Self> {
        #[cfg(unix)]
        return signal(SignalKind::interrupt()).map(Interrupts);
        #[cfg(windows)]
        return ctrl_c().map(Interrupts);
    }

    /// Waits for the next one.
    pub(super) async fn next(&mut self) {
        self.0.recv().await;
    }
}
