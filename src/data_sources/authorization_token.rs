//! A token for package managers, for a Terraform or OpenTofu without ephemeral resources.

use crate::{
    aws::Aws,
    framework::{
        data_source::DataSource,
        diagnostic::Result,
        field::{Computed, OptionalComputed, Sensitive},
        schema::{matching, object},
    },
    service::{
        keys::domain_id,
        names,
        tokens::{self, Issued, TokenDuration},
    },
};

object! {
    /// A token with which package managers read and write the repositories of a domain.
    ///
    /// Terraform keeps what a data source returns in its state, in the clear. Use the ephemeral
    /// resource of the same name instead, wherever there is Terraform 1.10 or OpenTofu 1.11.
    pub(super) struct AuthorizationToken {
        /// Name of the domain.
        domain: String = matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: Option<String> = matching(names::ACCOUNT),
        /// How long the token is valid, in seconds: 900 to 43200, or 0 for as long as the
        /// credentials of the caller. Defaults to 43200.
        duration_seconds: Option<TokenDuration>,
        /// Region of the domain. Defaults to the Region of the provider.
        region: OptionalComputed<String> = matching(names::REGION),
        /// The token.
        authorization_token: Computed<Sensitive<String>>,
        /// When the token ends, as RFC 3339.
        expiration: Computed<String>,
    }
}

impl DataSource for AuthorizationToken {
    const NAME: &'static str = "authorization_token";
    const OPERATIONS: &'static [&'static str] = &["GetAuthorizationToken"];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = domain_id(&config.region, config.domain_owner.as_ref(), &config.domain);
        let issued = tokens::issue(aws, &id, config.duration_seconds).await?;
        let Issued { authorization_token, expiration, region } = issued;
        Ok(Self { authorization_token, expiration, region, ..config })
    }
}
