//! A TCP socket on the loopback interface.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::ops::RangeInclusive;

use async_trait::async_trait;
use tokio::net::TcpListener;

use super::connection::Connection;
use super::socket::{Address, Socket};
use crate::plugin::failure::Result;

pub(super) struct TcpSocket {
    listener: TcpListener,
    address: SocketAddr,
}

impl TcpSocket {
    /// Listens on the first port of `ports` that is free.
    pub(super) fn bind(ports: RangeInclusive<u16>) -> Result<Self> {
        let listener = ports
            .clone()
            .find_map(|port| std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
            .ok_or_else(|| format!("no free TCP port in {}..={}", ports.start(), ports.end()))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok(Self { listener: TcpListener::from_std(listener)?, address })
    }
}

#[async_trait]
impl Socket for TcpSocket {
    fn address(&self) -> Address {
        Address { network: "tcp", place: self.address.to_string() }
    }

    async fn accept(&self) -> io::Result<Connection> {
        let (stream, _) = self.listener.accept().await?;
        // Calls are small and each waits for its answer.
        stream.set_nodelay(true)?;
        Ok(Connection::new(stream))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_first_free_port_is_taken() {
        let taken = TcpSocket::bind(0..=0).unwrap();
        let port = taken.address.port();
        assert!(TcpSocket::bind(port..=port).is_err());
        let next = TcpSocket::bind(port..=u16::MAX).unwrap();
        assert!(next.address.port() > port);
        assert_eq!(next.address().place, format!("127.0.0.1:{}", next.address.port()));
    }
}
