//! The process that the host starts: its arguments, handshake, channel, logs and end.
//!
//! This layer knows gRPC, TLS and the standard streams, and not one message of Terraform. What it
//! holds to: nothing is printed on standard output but the line that the host reads (or the text
//! that a person asked for), logs go to standard error, and whatever goes wrong before the
//! handshake is one sentence and exit code 1.

mod arguments;
mod controller;
mod handshake;
mod interrupt;
mod listener;
mod logging;
mod panic;
mod parent;
pub mod proto;
mod reattach;
mod server;
mod tls;

use std::io::{self, Write};
use std::process::ExitCode;

use tokio::runtime;

use arguments::Start;
use handshake::Invitation;
use interrupt::Interrupts;
use listener::Place;
use tls::Tls;

pub use server::GrpcService;

/// Why the process could not start or go on; a sentence for a person.
type Error = Box<dyn std::error::Error + Send + Sync>;

type Result<T> = std::result::Result<T, Error>;

/// The environment of the process, as a function so that tests can hand in another. Empty is
/// absent.
type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Who we are.
#[derive(Clone, Copy)]
struct Plugin<'a> {
    /// Type of the provider, such as `codeartifact`.
    name: &'a str,
    /// Source address of the provider, host included.
    address: &'a str,
}

/// Runs the process from its arguments to its end, serving `service` to the host.
///
/// `name` is the type of the provider and `address` its source address with the host. The service
/// is made when the host has been told where to connect, so that it delays nobody. Limits on
/// messages are the service's own.
pub fn run<S: GrpcService>(name: &str, address: &str, service: impl FnOnce() -> S) -> ExitCode {
    match start(Plugin { name, address }, service) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do when even the complaint cannot be written.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn start<S: GrpcService>(plugin: Plugin<'_>, service: impl FnOnce() -> S) -> Result<()> {
    match Start::parse(std::env::args_os().skip(1))? {
        Start::Serve => in_runtime(plugin, serve(plugin, service)),
        Start::Debug => in_runtime(plugin, debug(plugin, service)),
        Start::Version => print(&arguments::version(plugin)),
        Start::Help => print(&arguments::help(plugin)),
    }
}

/// Runs `process` with logs and a runtime. Work that blocks at the end is left behind, for the
/// process ends too.
fn in_runtime(plugin: Plugin<'_>, process: impl Future<Output = Result<()>>) -> Result<()> {
    logging::install(plugin.name, &variable);
    panic::install();
    let runtime = runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let ended = runtime.block_on(process);
    runtime.shutdown_background();
    ended
}

/// Serves the host that started us, until it says that this is the end or is gone.
async fn serve<S: GrpcService>(plugin: Plugin<'_>, service: impl FnOnce() -> S) -> Result<()> {
    let parent_gone = parent::gone();
    let _ignored = Interrupts::catch()?;
    let invitation = Invitation::read(plugin, &variable)?;
    let tls = invitation.client_certificate.map(Tls::pinned).transpose()?;
    let socket = listener::bind(&Place::read(&variable)?, tls.is_some())?;
    let certificate = tls.as_ref().map(|tls| &tls.certificate);
    print(&handshake::line(&socket.address(), certificate, invitation.multiplex))?;
    let connections = listener::connections(&*socket, tls.map(|tls| tls.acceptor));
    server::serve(connections, service(), parent_gone).await
}

/// Serves whoever is told the reattach line, until somebody interrupts.
async fn debug<S: GrpcService>(plugin: Plugin<'_>, service: impl FnOnce() -> S) -> Result<()> {
    let mut interrupts = Interrupts::catch()?;
    let socket = listener::bind(&Place::read(&variable)?, false)?;
    print(&reattach::text(plugin, std::process::id(), &socket.address()))?;
    let connections = listener::connections(&*socket, None);
    server::serve(connections, service(), interrupts.next()).await
}

fn variable(name: &str) -> Option<String> {
    let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
    Some(value.to_string_lossy().into_owned())
}

/// The only place that writes on standard output.
fn print(text: &str) -> Result<()> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes())?;
    Ok(output.flush()?)
}
