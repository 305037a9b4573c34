//! A token for package managers, for a Terraform or OpenTofu without ephemeral resources.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::permissions::Permission;
use crate::framework::schema::object;
use crate::service::permissions;
use crate::service::tokens::Token;

object! {
    /// Provides an authorization token with which package managers access the repositories of a
    /// CodeArtifact domain.
    ///
    /// ~> Terraform stores the token in the state, in plain text. Use the ephemeral resource of the
    /// same name instead, which requires Terraform 1.10 or OpenTofu 1.11 or later.
    pub(super) struct AuthorizationToken {
        ..token: Token,
    }
}

impl DataSource for AuthorizationToken {
    const NAME: &'static str = "authorization_token";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "GetAuthorizationToken"];
    const PERMISSIONS: &'static [Permission] = &[permissions::TOKEN, permissions::OWNER];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        Ok(Self { token: config.token.issue(aws).await? })
    }
}
