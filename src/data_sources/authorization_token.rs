//! A token for package managers, for a Terraform or OpenTofu without ephemeral resources.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::schema::object;
use crate::service::tokens::Token;

object! {
    /// A token with which package managers read and write the repositories of a domain.
    ///
    /// Terraform keeps what a data source returns in its state, in the clear. Use the ephemeral
    /// resource of the same name instead, wherever there is Terraform 1.10 or OpenTofu 1.11.
    pub(super) struct AuthorizationToken {
        ..token: Token,
    }
}

impl DataSource for AuthorizationToken {
    const NAME: &'static str = "authorization_token";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "GetAuthorizationToken"];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        Ok(Self { token: config.token.issue(aws).await? })
    }
}
