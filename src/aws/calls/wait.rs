//! The one bounded wait, for a service that is eventually consistent.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::aws::client::Aws;
use crate::aws::client::made::VISIBILITY;
use crate::aws::failure::{Error, Kind, Result};

/// The pause after the first look, which doubles up to [`LONGEST`].
const SHORTEST: Duration = Duration::from_millis(100);

/// The longest pause between two looks.
const LONGEST: Duration = Duration::from_secs(5);

/// What one look has shown.
pub(in crate::aws) enum Look<T> {
    /// It is there.
    Done(T),
    /// It is not there yet; the error is the answer should it never come.
    NotYet(Error),
}

impl Aws {
    /// Looks again and again, less and less often, until it is done, until a look fails, or until
    /// `limit` has passed. A stop ends it between two looks.
    pub(in crate::aws) async fn eventually<T, E, F, Looking>(
        &self,
        limit: Duration,
        mut look: F,
    ) -> Result<T, E>
    where
        E: From<Error>,
        F: FnMut() -> Looking,
        Looking: Future<Output = Result<Look<T>, E>>,
    {
        let deadline = Instant::now() + limit;
        let mut pause = SHORTEST;
        loop {
            let missing = match look().await? {
                Look::Done(found) => return Ok(found),
                Look::NotYet(missing) => missing,
            };
            if Instant::now() + pause > deadline {
                return Err(missing.after(limit).into());
            }
            tokio::select! {
                () = sleep(pause) => pause = LONGEST.min(pause * 2),
                () = self.stop().cancelled() => return Err(interrupted(&missing).into()),
            }
        }
    }

    /// Looks until what was written can be seen.
    ///
    /// # Errors
    /// A look fails, or shows nothing of `what` was written for a minute.
    pub(crate) async fn seen<T, E, F, Looking>(
        &self,
        what: &str,
        mut look: F,
        shows: impl Fn(&T) -> bool,
    ) -> Result<T, E>
    where
        E: From<Error>,
        F: FnMut() -> Looking,
        Looking: Future<Output = Result<Option<T>, E>>,
    {
        let unseen = || {
            let text = format!(
                "{what} was written, but could not be read for a minute. Another call may have changed or deleted it \
                 meanwhile."
            );
            Look::NotYet(Error::new(Kind::NotFound, text))
        };
        let look = || {
            let looking = look();
            async { Ok(looking.await?.filter(&shows).map_or_else(unseen, Look::Done)) }
        };
        self.eventually(VISIBILITY, look).await
    }
}

fn interrupted(missing: &Error) -> Error {
    let text =
        format!("Terraform asked the provider to stop while it waited. Last response: {missing}");
    Error::new(Kind::Stopped, text)
}
