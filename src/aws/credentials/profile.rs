//! What a profile leads to.

use aws_config::profile::ProfileFileCredentialsProvider;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, Result as Found, future};

use crate::aws::failure::Refusal;
use crate::aws::failure::causes::{chain, texts};

/// The credentials of a profile. Where its SSO session is not there, the SDK names only the file
/// that it has looked for.
#[derive(Debug)]
pub(super) struct OfProfile {
    pub(super) source: ProfileFileCredentialsProvider,
    /// The name of the profile; the default one has none.
    pub(super) name: Option<String>,
}

impl OfProfile {
    async fn find(&self) -> Found {
        self.source.provide_credentials().await.map_err(|error| match speaks_of_session(&error) {
            true => self.without_session().into(),
            false => error,
        })
    }

    fn without_session(&self) -> Refusal {
        let name = self.name.as_deref().unwrap_or("default");
        let text = format!("The SSO session of the profile {name:?} has ended, or was never begun");
        Refusal::new(text).with_advice(format!("Begin one: `aws sso login --profile {name}`."))
    }
}

/// Whether the SDK speaks of the token of an SSO session, or of the file that it is kept in.
fn speaks_of_session(error: &CredentialsError) -> bool {
    let said = texts(chain(error)).replace('\\', "/");
    ["SSO token", "/sso/cache/"].iter().any(|part| said.contains(part))
}

impl ProvideCredentials for OfProfile {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.find())
    }
}
