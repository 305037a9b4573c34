//! A token for package managers that Terraform never stores.

use crate::aws::Aws;
use crate::framework::diagnostic::Result;
use crate::framework::ephemeral::Ephemeral;
use crate::framework::schema::object;
use crate::service::tokens::Token;

object! {
    /// A token with which package managers read and write the repositories of a domain. It is in no
    /// state and no plan.
    ///
    /// A token ends when its time is over and cannot be prolonged: choose `duration_seconds` so
    /// that it outlasts the run.
    pub(super) struct AuthorizationToken {
        ..token: Token,
    }
}

impl Ephemeral for AuthorizationToken {
    const NAME: &'static str = "authorization_token";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "GetAuthorizationToken"];
    type Client = Aws;

    async fn open(config: Self, aws: &Aws) -> Result<Self> {
        Ok(Self { token: config.token.issue(aws).await? })
    }
}
