//! What listens, and where.

use async_trait::async_trait;

use super::connection::Connection;

/// An address as the handshake and reattach lines have it.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::plugin) struct Address {
    /// `unix` or `tcp`.
    pub(in crate::plugin) network: &'static str,
    /// The path of the socket, or `IP:port`.
    pub(in crate::plugin) place: String,
}

/// A socket that listens. What it made in the file system goes when it is dropped.
#[async_trait]
pub(in crate::plugin) trait Socket: Send + Sync {
    /// Where a client finds it.
    fn address(&self) -> Address;

    /// The next client.
    async fn accept(&self) -> std::io::Result<Connection>;
}
