//! Where the host connects: a socket, and the connections that come through it.

mod connection;
mod socket;
mod tcp;
#[cfg(unix)]
mod unix;

use std::collections::VecDeque;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::time::Duration;

use futures::future::{AbortHandle, abortable};
use futures::{Stream, StreamExt, stream};
use tokio::time;
use tokio_rustls::TlsAcceptor;

use super::environment::Environment;
use super::failure::Result;
pub(super) use connection::Connection;
pub(super) use socket::{Address, Socket};

/// How long a client may take to become a channel. The host takes milliseconds.
const HANDSHAKE_DEADLINE: Duration = Duration::from_secs(10);

/// How many clients may be on their way to a channel: none waits for another, and a flood cannot
/// take all descriptors. Who comes when there are as many takes the place of the one that has taken
/// longest, since a client that says nothing is not the host.
const HANDSHAKES_AT_ONCE: usize = 256;

/// How long to wait when the system has no connection to give, for want of descriptors perhaps.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_millis(50);

/// Where the host wants the socket.
pub(super) struct Place {
    /// Directory of a Unix socket; the system's temporary one when absent.
    directory: Option<PathBuf>,
    /// Group, by name or number, that may connect too.
    group: Option<String>,
    /// Ports of a TCP socket; 0 is any.
    ports: RangeInclusive<u16>,
}

impl Place {
    /// Reads the wishes of the host.
    pub(super) fn read(environment: Environment<'_>) -> Result<Self> {
        Ok(Self {
            directory: environment("PLUGIN_UNIX_SOCKET_DIR").map(PathBuf::from),
            group: environment("PLUGIN_UNIX_SOCKET_GROUP"),
            ports: port(environment, "PLUGIN_MIN_PORT")?..=port(environment, "PLUGIN_MAX_PORT")?,
        })
    }

    /// Whether the host says where a Unix socket must be, or who must reach it: then nothing else
    /// will do, as it does not for the plugins that are written in Go.
    fn is_wished_for(&self) -> bool {
        self.directory.is_some() || (cfg!(unix) && self.group.is_some())
    }
}

fn port(environment: Environment<'_>, name: &str) -> Result<u16> {
    let Some(text) = environment(name) else {
        return Ok(0);
    };
    text.parse().map_err(|_| format!("{name} is not a port: {text}").into())
}

/// Listens on a Unix socket, and where there can be none (no such sockets on the system, a
/// temporary directory that is missing, read-only or has too long a path) on TCP.
///
/// Every user of the machine can reach a TCP socket, so where Unix sockets exist it is used only
/// `secured` by TLS.
pub(super) fn bind(place: &Place, secured: bool) -> Result<Box<dyn Socket>> {
    unix(place).or_else(|why| {
        if place.is_wished_for() || (cfg!(unix) && !secured) {
            return Err(why);
        }
        tracing::debug!("listening on TCP: {why}");
        Ok(Box::new(tcp::TcpSocket::bind(place.ports.clone())?))
    })
}

#[cfg(unix)]
fn unix(place: &Place) -> Result<Box<dyn Socket>> {
    let directory = place.directory.clone().unwrap_or_else(std::env::temp_dir);
    Ok(Box::new(unix::UnixSocket::bind(&directory, place.group.as_deref())?))
}

#[cfg(not(unix))]
fn unix(_place: &Place) -> Result<Box<dyn Socket>> {
    Err("this system has no Unix sockets".into())
}

/// The connections that are ready for HTTP/2, in the order in which they become so. Clients that
/// fail are left out.
pub(super) fn connections(
    socket: &dyn Socket,
    tls: Option<TlsAcceptor>,
) -> impl Stream<Item = Connection> {
    let mut arrivals = VecDeque::new();
    stream::unfold(socket, |socket| async move { Some((next(socket).await, socket)) })
        .map(move |connection| {
            let (securing, arrival) = abortable(secure(connection, tls.clone()));
            arrivals.push_back(arrival);
            if arrivals.len() > HANDSHAKES_AT_ONCE {
                arrivals.pop_front().inspect(AbortHandle::abort);
            }
            securing
        })
        .buffer_unordered(HANDSHAKES_AT_ONCE + 1)
        .filter_map(|secured| async { secured.ok().flatten() })
}

async fn next(socket: &dyn Socket) -> Connection {
    loop {
        match socket.accept().await {
            Ok(connection) => return connection,
            Err(error) => tracing::warn!(%error, "could not accept a connection"),
        }
        time::sleep(PAUSE_AFTER_FAILURE).await;
    }
}

async fn secure(connection: Connection, tls: Option<TlsAcceptor>) -> Option<Connection> {
    let Some(tls) = tls else {
        return Some(connection);
    };
    let refusal = match time::timeout(HANDSHAKE_DEADLINE, tls.accept(connection)).await {
        Ok(Ok(stream)) => return Some(Connection::new(stream)),
        Ok(Err(error)) => error.to_string(),
        Err(_elapsed) => "it took too long".to_owned(),
    };
    tracing::warn!("rejected a connection: {refusal}");
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_a_number_or_absent() {
        assert_eq!(port(&|_| None, "PLUGIN_MIN_PORT").unwrap(), 0);
        assert_eq!(port(&|_| Some("25000".to_owned()), "PLUGIN_MIN_PORT").unwrap(), 25000);
        assert!(port(&|_| Some("70000".to_owned()), "PLUGIN_MIN_PORT").is_err());
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn without_a_place_for_a_unix_socket_there_is_tcp_but_never_in_plaintext() {
        let nowhere = Place { directory: None, group: None, ports: 0..=0 };
        assert_eq!(bind(&nowhere, false).unwrap().address().network, "unix");
        let missing = Place { directory: Some("/nonexistent".into()), ..nowhere };
        assert!(bind(&missing, true).is_err());
        let nobody = Place { directory: None, group: Some("no such group".into()), ports: 0..=0 };
        assert!(bind(&nobody, true).is_err());
    }
}
