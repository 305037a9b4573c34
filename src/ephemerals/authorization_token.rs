//! A token for package managers that Terraform never stores.

use crate::aws::Aws;
use crate::framework::diagnostic::Result;
use crate::framework::ephemeral::Ephemeral;
use crate::framework::permissions::Permission;
use crate::framework::schema::object;
use crate::service::permissions;
use crate::service::tokens::Token;

object! {
    /// Provides an authorization token with which package managers access the repositories of a
    /// CodeArtifact domain. The token is not stored in the state or the plan.
    ///
    /// Tokens cannot be renewed: choose `duration_seconds` so that the token outlasts the run.
    pub(super) struct AuthorizationToken {
        ..token: Token,
    }
}

impl Ephemeral for AuthorizationToken {
    const NAME: &'static str = "authorization_token";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "GetAuthorizationToken"];
    const PERMISSIONS: &'static [Permission] = &[permissions::TOKEN, permissions::OWNER];
    type Client = Aws;

    async fn open(config: Self, aws: &Aws) -> Result<Self> {
        Ok(Self { token: config.token.issue(aws).await? })
    }
}
