//! Work that waits for another apply, because the provider's configuration is not known yet.

use super::Service;
use super::proto::deferred::Reason;
use super::proto::{ClientCapabilities, Deferred};
use crate::framework::provider::Provider;

/// Versions that say that they can make work wait, and then refuse to.
const REFUSE_ALL_THE_SAME: [&str; 4] = ["1.11.0", "1.11.1", "1.11.2", "1.11.3"];

impl<P: Provider> Service<P> {
    /// The answer that the work must wait, where it must and the host can make it wait.
    pub(super) fn deferred(&self, capabilities: Option<ClientCapabilities>) -> Option<Deferred> {
        let can_wait = capabilities.is_some_and(|host| host.deferral_allowed);
        let must_wait = self.look(|configured| {
            let refuses = REFUSE_ALL_THE_SAME.contains(&configured.host_version.as_str());
            configured.client.is_none() && !refuses
        });
        let reason = Reason::ProviderConfigUnknown.into();
        (can_wait && must_wait.unwrap_or_default()).then_some(Deferred { reason })
    }
}
