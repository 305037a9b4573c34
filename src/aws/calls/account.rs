//! Whose credentials these are, which the service's answers tell by the way, and where they count.

use crate::aws::client::Aws;
use crate::aws::failure::{Error, Result};
use crate::aws::names::{DomainId, partition};

impl Aws {
    /// The account of the provider's credentials, once an answer has shown it. Nothing is asked for
    /// its sake.
    #[must_use]
    pub(crate) fn account(&self) -> Option<&str> {
        self.account.get().map(String::as_str)
    }

    /// The account of the provider's credentials, which owns this domain. The domain is asked for
    /// once in a run, also where another answer may have shown the account by then: which comes
    /// first is chance. `None` where the caller may not read the domain.
    pub(crate) async fn own_account(&self, id: &DomainId) -> Option<String> {
        let ask = || async { drop(self.unheard().describe_domain(id).await) };
        self.account_is_asked.get_or_init(ask).await;
        self.account().map(str::to_owned)
    }

    /// Learns from the `owner` of a domain. One that was `asked` for without an owner is the
    /// caller's own.
    pub(in crate::aws) fn learn_account(&self, asked: Option<&str>, owner: &str) {
        if asked.is_none() && !owner.is_empty() {
            self.account.get_or_init(|| owner.to_owned());
        }
    }

    /// Refuses a Region of another partition than that of the provider, whose credentials mean
    /// nothing there.
    ///
    /// # Errors
    /// It is in another one.
    pub(crate) fn check_partition(&self, region: &str) -> Result<()> {
        let (there, here) = (partition::of(region), partition::of(self.region()));
        if there == here {
            return Ok(());
        }
        let own = self.region();
        let text = format!(
            "{region} is in the partition {there}, and the Region of the provider, {own}, in {here}: no credentials \
             are valid in both. Use a separate provider configuration, with an alias, for the objects there."
        );
        Err(Error::misconfigured(text))
    }
}
