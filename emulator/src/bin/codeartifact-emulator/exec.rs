//! Runs one command against an emulator of its own.

use std::os::unix::process::ExitStatusExt;
use std::process::{ExitCode, ExitStatus};
use std::{env, io};

use codeartifact_emulator::{Emulator, Options};
use rustix::process::{Pid, Signal, kill_process};
use tokio::process::{Child, Command};
use tokio::signal::unix::{Signal as Signals, SignalKind, signal};

/// Region of the command when its environment names none.
const DEFAULT_REGION: &str = "us-east-1";

/// Starts an emulator, runs the command with an environment that leads to it, and ends with its
/// exit code.
pub(crate) async fn run(options: Options, command: &[String]) -> io::Result<ExitCode> {
    let emulator = Emulator::start(options).await?;
    // Signals are caught before there is a command that they could leave behind.
    let interrupted = signal(SignalKind::interrupt())?;
    let terminated = signal(SignalKind::terminate())?;
    let child = spawn(command, emulator.url())?;
    let status = wait(child, interrupted, terminated).await?;
    emulator.stop().await;
    Ok(exit_code(status))
}

fn spawn(command: &[String], url: &str) -> io::Result<Child> {
    let Some((program, arguments)) = command.split_first() else {
        return Err(io::Error::other("there is no command to run"));
    };
    let given = env::var("AWS_REGION").or_else(|_| env::var("AWS_DEFAULT_REGION"));
    let region = given.unwrap_or_else(|_| DEFAULT_REGION.to_owned());
    Command::new(program)
        .args(arguments)
        .env("AWS_ENDPOINT_URL", url)
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        .env("AWS_REGION", &region)
        // Python's client and the older command line read this name only.
        .env("AWS_DEFAULT_REGION", &region)
        .env("AWS_EC2_METADATA_DISABLED", "true")
        // A session or profile of the user's would take part in the signature.
        .env_remove("AWS_SESSION_TOKEN")
        .env_remove("AWS_PROFILE")
        .spawn()
        .map_err(|error| io::Error::new(error.kind(), format!("{program}: {error}")))
}

/// Waits for the command. A terminal sends an interrupt to the command as well, so it is only
/// outlived here; a request to terminate comes to us alone, and is passed on.
async fn wait(
    mut child: Child,
    mut interrupted: Signals,
    mut terminated: Signals,
) -> io::Result<ExitStatus> {
    loop {
        tokio::select! {
            status = child.wait() => return status,
            _ = interrupted.recv() => {}
            _ = terminated.recv() => pass_on(&child),
        }
    }
}

fn pass_on(child: &Child) {
    let id = child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
    if let Some(id) = id {
        // A command that has just ended needs no signal.
        let _ = kill_process(id, Signal::TERM);
    }
}

/// The exit code of the command, or 128 and the number of the signal that ended it.
fn exit_code(status: ExitStatus) -> ExitCode {
    let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal));
    code.and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from)
}
