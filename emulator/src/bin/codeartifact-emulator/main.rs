//! Serves a local AWS CodeArtifact, or runs one command against it.

mod arguments;
mod exec;
mod system;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use codeartifact_emulator::{Control, Emulator, Options};

use crate::arguments::{Arguments, Mode};
use crate::system::{Requests, admit_clients};

#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    run(Arguments::parse()).await.unwrap_or_else(|error| {
        say(&format!("codeartifact-emulator: {error}"));
        ExitCode::FAILURE
    })
}

async fn run(arguments: Arguments) -> io::Result<ExitCode> {
    let options = arguments.options()?;
    match arguments.mode {
        Some(Mode::Exec { command }) => {
            exec::run(options.port(arguments.port.unwrap_or(0)), &command).await
        }
        Some(Mode::Dump) => dump(arguments.running(), options.port(0)).await,
        None => {
            if !arguments.host.is_loopback() {
                say("warning: others can reach this address, and the emulator guards nothing");
            }
            serve(options.port(arguments.port())).await
        }
    }
}

/// Serves until a signal to stop.
async fn serve(options: Options) -> io::Result<ExitCode> {
    admit_clients();
    let mut requests = Requests::catch()?;
    let emulator = Emulator::start(options).await?;
    writeln!(io::stdout(), "codeartifact-emulator is ready at {}", emulator.url())?;
    requests.next().await;
    emulator.stop().await;
    Ok(ExitCode::SUCCESS)
}

/// Writes down what exists in a running emulator, or what one would begin with.
async fn dump(running: Option<String>, options: Options) -> io::Result<ExitCode> {
    let seed = match running {
        Some(url) => Control::at(&url).dump().await?,
        None => Emulator::start(options).await?.control().dump().await?,
    };
    write!(io::stdout(), "{}", seed.to_yaml())?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a line to standard error.
fn say(line: &str) {
    // No user can be informed when standard error is closed.
    let _ = writeln!(io::stderr(), "{line}");
}
