//! Accepts connections and serves them until a signal to stop.

mod body;
mod exchange;
mod inputs;
mod signature;
mod target;
mod web_pages;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use self::exchange::exchange;
use crate::shared::Shared;

/// Time that a client has to send the head of a request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(60);

/// Bytes that are buffered of what a client sends or has yet to read. The head of a request cannot
/// have more.
const HELD: usize = 64 << 10;

/// Time that requests under way have left when the server stops.
const GRACE: Duration = Duration::from_secs(2);

/// Pause after a failed accept, which means that the process has run out of something.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Serves until `stop` is sent or its sender goes away. When the future is dropped, so are all
/// connections.
pub(crate) async fn serve(
    listener: TcpListener,
    shared: Arc<Shared>,
    mut stop: oneshot::Receiver<()>,
) {
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => connect(stream, peer, &shared, &graceful, &mut connections),
                Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
            },
            Some(_) = connections.join_next() => {}
            _ = &mut stop => break,
        }
    }
    drop(listener);
    // Requests still in progress after the grace period are cut off with `connections`.
    let _ = tokio::time::timeout(GRACE, graceful.shutdown()).await;
}

fn connect(
    stream: TcpStream,
    peer: SocketAddr,
    shared: &Arc<Shared>,
    graceful: &GracefulShutdown,
    connections: &mut JoinSet<()>,
) {
    // A small answer must not wait for an acknowledgement of the one before it.
    if stream.set_nodelay(true).is_err() {
        return;
    }
    let shared = Arc::clone(shared);
    let service = service_fn(move |request| {
        let shared = Arc::clone(&shared);
        async move { exchange(&shared, peer.ip(), request).await }
    });
    let mut protocol = http1::Builder::new();
    protocol.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT).max_buf_size(HELD);
    let connection = graceful.watch(protocol.serve_connection(TokioIo::new(stream), service));
    connections.spawn(async move {
        // A client that goes away, and a fault that closes the connection, do not concern the
        // server.
        let _ = connection.await;
    });
}
