//! The one HTTP client: for every Region, and for whatever fetches credentials.
//!
//! The SDK's own takes certificates that are trusted, and leaves no say in what is trusted (see
//! `trust.rs`). What is below is the same: hyper and its pool.

mod connection;
mod limit;
mod sender;
mod trust;
mod way;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use aws_sdk_codeartifact::config::{HttpClient, RuntimeComponents, SharedHttpClient};
use aws_smithy_runtime_api::client::http::{HttpConnectorSettings, SharedHttpConnector};
use tokio_util::sync::CancellationToken;

use self::sender::Sender;
use self::trust::Trust;
use self::way::Way;
use crate::aws::configuration::proxies::Proxies;
use crate::aws::failure::Result;

/// The client that trusts the certificates of the PEM file at `ca_bundle`, or else those of the
/// machine. It gives up answers that are too big, and those that are still on their way a while
/// after the `stop`.
///
/// # Errors
/// The file holds no certificates that can be used.
pub(in crate::aws) fn client(
    ca_bundle: Option<&str>,
    proxies: &Proxies,
    stop: CancellationToken,
) -> Result<SharedHttpClient> {
    let trust = Trust::of(ca_bundle)?;
    let (proxies, senders) = (proxies.clone(), Mutex::default());
    Ok(SharedHttpClient::new(Client { trust, proxies, stop, senders }))
}

/// How long a connection, and the head of an answer, are waited for.
type Limits = (Option<Duration>, Option<Duration>);

/// Has one sender for each pair of limits, which keeps its connections. It is made, and the
/// certificates of the machine are read, when the first request is sent.
#[derive(Debug)]
struct Client {
    trust: Trust,
    proxies: Proxies,
    stop: CancellationToken,
    senders: Mutex<Vec<(Limits, SharedHttpConnector)>>,
}

impl HttpClient for Client {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        _components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let limits = (settings.connect_timeout(), settings.read_timeout());
        let mut senders = self.senders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, sender)) = senders.iter().find(|(known, _)| *known == limits) {
            return sender.clone();
        }
        let sender = SharedHttpConnector::new(self.sender(limits));
        senders.push((limits, sender.clone()));
        sender
    }
}

impl Client {
    fn sender(&self, (connect, read): Limits) -> Sender {
        let way = Way::new(&self.trust, self.proxies.clone(), connect);
        Sender::new(way, self.proxies.clone(), read, self.stop.clone())
    }
}
