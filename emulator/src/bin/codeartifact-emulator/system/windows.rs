//! Events of the console.

use std::io;
use std::process::ExitStatus;

use tokio::process::Child;
use tokio::signal::windows::{CtrlBreak, CtrlC, ctrl_break, ctrl_c};

use super::wish::Wish;

/// The requests to end from now on: none of them ends the process by itself any more.
pub(crate) struct Requests {
    interrupted: CtrlC,
    stopped: CtrlBreak,
}

impl Requests {
    /// Begins to catch them.
    pub(crate) fn catch() -> io::Result<Self> {
        Ok(Self { interrupted: ctrl_c()?, stopped: ctrl_break()? })
    }

    /// Waits for the next one.
    pub(crate) async fn next(&mut self) -> Wish {
        tokio::select! {
            _ = self.interrupted.recv() => Wish::Interrupt,
            _ = self.stopped.recv() => Wish::End,
        }
    }
}

/// Ends a command: Windows cannot ask a process without a window.
pub(crate) fn pass_on(child: &mut Child) {
    // A command that has just ended needs no end.
    let _ = child.start_kill();
}

/// The exit code of a command.
pub(crate) fn exit_code(status: ExitStatus) -> Option<i32> {
    status.code()
}

/// Windows sets no limit.
pub(crate) fn admit_clients() {}
