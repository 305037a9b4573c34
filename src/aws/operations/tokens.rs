//! Authorization tokens, which no log ever shows.

use secrecy::SecretString;
use tracing::instrument::WithSubscriber;
use tracing::subscriber::NoSubscriber;

use crate::aws::calls::{Call, about};
use crate::aws::client::Aws;
use crate::aws::failure::{Error, Result};
use crate::aws::names::DomainId;
use crate::aws::names::time::rfc3339;

/// A token with which package managers read and write.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// The token itself.
    pub token: SecretString,
    /// When it expires, in RFC 3339 format.
    pub expiration: String,
}

impl Aws {
    /// A token for the domain, valid for 900 to 43200 seconds; 0 means as long as the caller's own
    /// temporary credentials, and `None` twelve hours.
    pub(crate) async fn authorization_token(
        &self,
        id: &DomainId,
        duration_seconds: Option<i64>,
    ) -> Result<Token> {
        let call = Call::new("get_authorization_token", id);
        let client = self.client(self.region_of(id.region.as_deref()));
        let answer = self
            .call(call, |attempts| {
                about!(domain id, client.get_authorization_token())
                    .set_duration_seconds(duration_seconds)
                    .customize()
                    .config_override(attempts)
                    .send()
                    // At the trace level the SDK prints the bodies of answers. It can be asked not
                    // to, and LOG_SENSITIVE_BODIES asks for it all the same; without a subscriber
                    // it cannot.
                    .with_subscriber(NoSubscriber::default())
            })
            .await?;
        let token = answer.authorization_token.ok_or_else(|| Error::incomplete("a token"))?;
        Ok(Token { token: token.into(), expiration: rfc3339(answer.expiration) })
    }
}
