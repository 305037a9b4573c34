//! The account of the credentials, which the service's answers tell by the way.

use super::client::Aws;

impl Aws {
    /// The account of the credentials, once an answer has told it. Nothing is asked for its sake.
    #[must_use]
    pub fn account(&self) -> Option<&str> {
        self.account.get().map(String::as_str)
    }

    /// Learns from the `owner` of a domain. One that was `asked` for without an owner is the caller's own.
    pub(super) fn learn_account(&self, asked: Option<&str>, owner: &str) {
        if asked.is_none() && !owner.is_empty() {
            self.account.get_or_init(|| owner.to_owned());
        }
    }
}
