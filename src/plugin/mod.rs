//! The process that the host starts: its arguments, handshake, channel, logs and end.
//!
//! This layer knows gRPC, TLS and the standard streams, and not one message of Terraform. What it
//! holds to: nothing is printed on standard output but the line that the host reads (or the text
//! that a person asked for), logs go to standard error, and whatever goes wrong before the
//! handshake is one sentence and exit code 1.

mod arguments;
mod controller;
mod environment;
mod failure;
mod handshake;
mod listener;
mod logging;
mod names;
mod panic;
mod parent;
pub mod proto;
mod reattach;
mod server;
mod signals;
mod tls;

use std::io::{self, Write};
use std::process::ExitCode;

use tokio::runtime;

use arguments::Start;
use environment::variable;
use failure::Result;
use handshake::Invitation;
use listener::Place;
use names::Names;
use signals::{Interrupts, terminated};
use tls::Tls;

pub use server::GrpcService;

/// Runs the process from its arguments to its end, serving `service` to the host.
///
/// `name` is the type of the provider and `source` its source address, to which each product adds
/// its own registry. The service is made when the host knows where to connect, so that it
/// delays no host. Limits on messages are the service's own.
pub fn run<S: GrpcService>(name: &str, source: &str, service: impl FnOnce() -> S) -> ExitCode {
    match start(Names { name, source }, service) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do when even the complaint cannot be written.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn start<S: GrpcService>(names: Names<'_>, service: impl FnOnce() -> S) -> Result<()> {
    match Start::parse(std::env::args_os().skip(1))? {
        Start::Serve => in_runtime(names, serve(names, service)),
        Start::Debug => in_runtime(names, debug(names, service)),
        Start::Version => print(&arguments::version(names)),
        Start::Help => print(&arguments::help(names)),
    }
}

/// Runs `process` with logs and a runtime. Work that blocks at the end is left behind, for the
/// process ends too.
fn in_runtime(names: Names<'_>, process: impl Future<Output = Result<()>>) -> Result<()> {
    logging::install(names.name, &variable);
    panic::install();
    let runtime = runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let ended = runtime.block_on(process);
    runtime.shutdown_background();
    ended
}

/// Serves the host that started us, until it says that this is the end or has ended, or a user
/// terminates us.
async fn serve<S: GrpcService>(names: Names<'_>, service: impl FnOnce() -> S) -> Result<()> {
    let end = either(parent::gone(), terminated()?);
    let _ignored = Interrupts::catch()?;
    let invitation = Invitation::read(names, &variable)?;
    let tls = invitation.client_certificate.map(Tls::pinned).transpose()?;
    let socket = listener::bind(&Place::read(&variable)?, tls.is_some())?;
    let certificate = tls.as_ref().map(|tls| &tls.certificate);
    print(&handshake::line(&socket.address(), certificate, invitation.multiplex))?;
    let connections = listener::connections(&*socket, tls.map(|tls| tls.acceptor));
    server::serve(connections, service(), end).await
}

/// Serves any host that has the reattach line, until a user interrupts or terminates us.
async fn debug<S: GrpcService>(names: Names<'_>, service: impl FnOnce() -> S) -> Result<()> {
    let mut interrupts = Interrupts::catch()?;
    let terminated = terminated()?;
    let socket = listener::bind(&Place::read(&variable)?, false)?;
    print(&reattach::text(names, std::process::id(), &socket.address()))?;
    let connections = listener::connections(&*socket, None);
    server::serve(connections, service(), either(interrupts.next(), terminated)).await
}

/// Waits for the first of two.
async fn either(one: impl Future<Output = ()>, other: impl Future<Output = ()>) {
    tokio::select! {
        () = one => {}
        () = other => {}
    }
}

/// The only place that writes on standard output.
fn print(text: &str) -> Result<()> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes())?;
    Ok(output.flush()?)
}
