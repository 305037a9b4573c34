//! A running emulator.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::faults::{Armed, Fault};
use crate::log::Request;
use crate::options::Options;
use crate::seed::Seed;
use crate::server::serve;
use crate::shared::Shared;

/// A running emulator. It serves in background tasks of the runtime that started it, and stops when dropped.
///
/// A test must not block the only thread of its runtime while a client waits for an answer.
#[derive(Debug)]
pub struct Emulator {
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<()>,
}

impl Emulator {
    /// Binds the address of the options and serves it.
    ///
    /// # Errors
    ///
    /// The address cannot be bound, the file of state cannot be used, or the seed is refused.
    pub async fn start(options: Options) -> io::Result<Emulator> {
        let listener = TcpListener::bind((options.host, options.port)).await?;
        let url = format!("http://{}", reachable(listener.local_addr()?));
        let shared = Arc::new(Shared::new(options, url)?);
        shared.begin().await?;
        let (stop, stopped) = oneshot::channel();
        let server = tokio::spawn(serve(listener, Arc::clone(&shared), stopped));
        Ok(Emulator { shared, stop: Some(stop), server })
    }

    /// Address, `http://host:port`, without a slash at the end: the value for `AWS_ENDPOINT_URL`.
    pub fn url(&self) -> &str {
        &self.shared.url
    }

    /// The requests so far, oldest first. A request is there as soon as it has arrived, its outcome pending.
    pub fn requests(&self) -> Vec<Request> {
        self.shared.log.requests()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.shared.log.clear();
    }

    /// Orders a fault, behind those ordered before.
    pub fn fault(&self, fault: Fault) -> Armed {
        self.shared.faults.add(fault)
    }

    /// Forgets all faults, and lets go the requests that wait at them.
    pub fn clear_faults(&self) {
        self.shared.faults.clear();
    }

    /// Goes back to the beginning: only what the seed describes exists, no fault is ordered, and no request was seen.
    ///
    /// # Errors
    ///
    /// What the file of state keeps cannot be forgotten, or the seed is refused now.
    pub async fn reset(&self) -> io::Result<()> {
        self.shared.reset().await
    }

    /// Writes down what exists, for another emulator to start with.
    ///
    /// # Errors
    ///
    /// The content of an asset cannot be read.
    pub fn dump(&self) -> io::Result<Seed> {
        Seed::of(&self.shared.world())
    }

    /// Moves the emulator's clock ahead: what it makes from now on is younger, and sessions end sooner. Signatures
    /// are still held against the real time, by which clients sign.
    pub fn advance_clock(&self, time: Duration) {
        self.shared.advance_clock(time);
    }

    /// Sets the time that every answer takes longer from now on.
    pub fn set_latency(&self, latency: Duration) {
        self.shared.set_latency(latency);
    }

    /// Stops: no more connections are taken, and requests under way have a moment left to end.
    pub async fn stop(mut self) {
        self.shared.faults.clear();
        self.stop.take();
        // A server that has already gone has stopped as well.
        let _ = (&mut self.server).await;
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// The address at which a client on this machine reaches a listener.
fn reachable(address: SocketAddr) -> SocketAddr {
    let host = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(host, address.port())
}
