//! Runs one command against an emulator of its own.

use std::process::{ExitCode, ExitStatus};
use std::{env, io};

use codeartifact_emulator::{Emulator, Options};
use tokio::process::{Child, Command};

use crate::system::{Requests, Wish, exit_code, pass_on};

/// Region of the command when its environment names none.
const DEFAULT_REGION: &str = "us-east-1";

/// Starts an emulator, runs the command with an environment that leads to it, and ends with its
/// exit code.
pub(crate) async fn run(options: Options, command: &[String]) -> io::Result<ExitCode> {
    let emulator = Emulator::start(options).await?;
    // Requests to end are caught before there is a command that they could leave behind.
    let requests = Requests::catch()?;
    let child = spawn(command, emulator.url())?;
    let status = wait(child, requests).await?;
    emulator.stop().await;
    let code = exit_code(status).and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
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
async fn wait(mut child: Child, mut requests: Requests) -> io::Result<ExitStatus> {
    loop {
        tokio::select! {
            status = child.wait() => return status,
            wish = requests.next() => if wish == Wish::End { pass_on(&mut child) },
        }
    }
}
