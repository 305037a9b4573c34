//! A running emulator.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::control::Control;
use crate::options::Options;
use crate::server::serve;
use crate::shared::Shared;

/// A running emulator. It serves in background tasks of the runtime that started it, and stops when
/// dropped.
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
    /// The address cannot be bound, a file or directory of the options cannot be used, or the seed
    /// is refused.
    pub async fn start(options: Options) -> io::Result<Self> {
        options.check()?;
        let listener = listen(SocketAddr::new(options.host, options.port)).await?;
        let url = format!("http://{}", reachable(listener.local_addr()?));
        let shared = Arc::new(Shared::new(options, url)?);
        shared.begin().await?;
        let (stop, stopped) = oneshot::channel();
        let server = tokio::spawn(serve(listener, Arc::clone(&shared), stopped));
        Ok(Self { shared, stop: Some(stop), server })
    }

    /// Address, `http://host:port`, without a slash at the end: the value for `AWS_ENDPOINT_URL`.
    pub fn url(&self) -> &str {
        &self.shared.url
    }

    /// The client that controls it: faults, the log of requests, the clock.
    pub fn control(&self) -> Control {
        Control::at(self.url())
    }

    /// Stops: no more connections are accepted, and requests in progress have a moment left to end.
    pub async fn stop(mut self) {
        self.shared.faults.clear();
        self.stop.take();
        // A server that has already ended has stopped as well.
        let _ = (&mut self.server).await;
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| {
        let advice =
            "end what listens there, or choose another host or port: port 0 takes a free one";
        io::Error::new(error.kind(), format!("cannot listen on {address}: {error}: {advice}"))
    })
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
