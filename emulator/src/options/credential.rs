//! Long-lived access keys.

use std::fmt;

use serde::Deserialize;

/// A long-lived access key and its principal.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credential {
    pub(crate) access_key_id: String,
    pub(crate) secret_access_key: String,
    pub(crate) account: String,
    pub(crate) principal: String,
}

impl Credential {
    /// A key of an account (12 digits) that acts as the principal with this ARN.
    pub fn new(
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
        account: impl Into<String>,
        principal: impl Into<String>,
    ) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            secret_access_key: secret_access_key.into(),
            account: account.into(),
            principal: principal.into(),
        }
    }

    /// The key that users of emulators expect: `test`, with the secret `test`.
    pub(crate) fn test() -> Self {
        Self::new("test", "test", "000000000000", "arn:aws:iam::000000000000:user/test")
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { access_key_id, account, principal, secret_access_key: _ } = self;
        write!(formatter, "Credential({access_key_id} of {account}, {principal})")
    }
}
