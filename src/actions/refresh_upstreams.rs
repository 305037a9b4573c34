//! The upstreams of a repository, sent again.

use crate::{
    aws::{Aws, RepositoryId},
    framework::{
        action::{Action, Progress},
        diagnostic::{Error, Result},
        schema::{matching, object},
    },
    service::{keys::RepositoryKey, names, package_keys::key_of},
};

object! {
    /// Sends the upstreams of a repository again, as they are. An upstream that was deleted and made again under the
    /// same name is dead until then.
    pub(super) struct RefreshUpstreams {
        /// Name of the domain.
        domain: String = matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: Option<String> = matching(names::ACCOUNT),
        /// Name of the repository that searches.
        repository: String = matching(names::REPOSITORY),
        /// Region of the domain. Defaults to the Region of the provider.
        region: Option<String> = matching(names::REGION),
    }
}

impl Action for RefreshUpstreams {
    const NAME: &'static str = "refresh_upstreams";
    const OPERATIONS: &'static [&'static str] = &["DescribeRepository", "UpdateRepository"];
    type Client = Aws;

    async fn invoke(self, progress: &Progress, aws: &Aws) -> Result<()> {
        let id: RepositoryId = key_of::<RepositoryKey>(&self)?.id();
        let found = aws.describe_repository(&id).await?;
        let missing = || Error::at("repository", format!("there is no repository {id}"));
        let upstreams = found.ok_or_else(missing)?.upstreams;
        if upstreams.is_empty() {
            progress.say(format!("{id} has no upstreams: nothing is sent.")).await;
            return Ok(());
        }
        if progress.must_stop() {
            return Err(Error::new("Stopped before the upstreams were sent, as asked."));
        }
        aws.update_repository(&id, None, Some(&upstreams)).await?;
        progress.say(format!("Sent the upstreams of {id} again: {}.", upstreams.join(", "))).await;
        Ok(())
    }
}
