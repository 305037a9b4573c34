//! Signals and limits.

use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use rustix::process::{Pid, Resource, Rlimit, Signal, getrlimit, kill_process, setrlimit};
use tokio::process::Child;
use tokio::signal::unix::{Signal as Signals, SignalKind, signal};

use super::wish::Wish;

/// The requests to end from now on: none of them ends the process by itself any more.
pub(crate) struct Requests {
    interrupted: Signals,
    terminated: Signals,
}

impl Requests {
    /// Begins to catch them.
    pub(crate) fn catch() -> io::Result<Self> {
        let interrupted = signal(SignalKind::interrupt())?;
        Ok(Self { interrupted, terminated: signal(SignalKind::terminate())? })
    }

    /// Waits for the next one.
    pub(crate) async fn next(&mut self) -> Wish {
        tokio::select! {
            _ = self.interrupted.recv() => Wish::Interrupt,
            _ = self.terminated.recv() => Wish::End,
        }
    }
}

/// Asks a command to end.
pub(crate) fn pass_on(child: &mut Child) {
    let id = child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
    if let Some(id) = id {
        // A command that has just ended needs no signal.
        let _ = kill_process(id, Signal::TERM);
    }
}

/// The exit code of a command, or 128 and the number of the signal that ended it.
pub(crate) fn exit_code(status: ExitStatus) -> Option<i32> {
    status.code().or_else(|| status.signal().map(|signal| 128 + signal))
}

/// Lets as many clients come at once as the system allows: it gives a process room for fewer at
/// first.
pub(crate) fn admit_clients() {
    let limit = getrlimit(Resource::Nofile);
    // Where it stays as it is, fewer are served at once.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit });
}
