//! Signals.
//!
//! A terminal sends Ctrl-C to every process of a command, but it is the host that decides what it
//! means: it says StopProvider, waits for the calls under way and then asks for the end. Who
//! terminates this process alone means the end; others keep their meaning.

use std::io;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
#[cfg(windows)]
use tokio::signal::windows::{CtrlC as Signal, ctrl_c};

/// The interrupts from now on: none of them ends the process any more.
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

/// Waits for the wish to terminate, which from now on ends the process in order: what it made in
/// the file system goes with it.
#[cfg(unix)]
pub(super) fn terminated() -> io::Result<impl Future<Output = ()>> {
    let mut signals = signal(SignalKind::terminate())?;
    Ok(async move {
        signals.recv().await;
    })
}

/// Other systems have no such wish.
#[cfg(not(unix))]
pub(super) fn terminated() -> io::Result<impl Future<Output = ()>> {
    Ok(std::future::pending())
}
