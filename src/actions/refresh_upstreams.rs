//! The upstreams of a repository, sent again.

use crate::aws::Aws;
use crate::framework::action::{Action, Progress};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::permissions::Permission;
use crate::framework::schema::object;
use crate::service::absence;
use crate::service::named::{Named, NamedRepository};
use crate::service::permissions;

object! {
    /// Resends the list of upstream repositories of a CodeArtifact repository, which reconnects
    /// re-created ones.
    ///
    /// If an upstream repository is deleted and re-created under the same name, CodeArtifact does
    /// not reconnect it until the list is sent again.
    pub(super) struct RefreshUpstreams {
        ..repository: NamedRepository {
            /// Name of the repository that has the upstream repositories.
            repository,
        },
    }
}

impl Action for RefreshUpstreams {
    const NAME: &'static str = "refresh_upstreams";
    const OPERATIONS: &'static [&'static str] = &["DescribeRepository", "UpdateRepository"];
    const PERMISSIONS: &'static [Permission] = &[permissions::DOWNSTREAM];
    type Client = Aws;

    async fn invoke(self, progress: &Progress, aws: &Aws) -> Result<()> {
        let id = self.repository.id();
        let Some(found) = aws.describe_repository(&id).await? else {
            return Err(absence::of_repository(&id, aws).await);
        };
        let upstreams = found.upstreams;
        if upstreams.is_empty() {
            progress.say(format!("{id} has no upstream repositories: nothing is sent.")).await;
            return Ok(());
        }
        if progress.must_stop() {
            return Err(Error::new(
                "Stopped before the list of upstream repositories was sent, as requested.",
            ));
        }
        aws.update_repository(&id, None, Some(&upstreams)).await?;
        progress
            .say(format!(
                "Sent the list of upstream repositories of {id} again: {}.",
                upstreams.join(", ")
            ))
            .await;
        Ok(())
    }
}
