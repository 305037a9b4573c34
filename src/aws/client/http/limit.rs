//! How long something is waited for.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use aws_sdk_codeartifact::error::BoxError;
use tokio::time::timeout;

/// It took longer than that.
#[derive(Debug)]
pub(super) struct OutOfTime {
    what: &'static str,
    limit: Duration,
}

impl fmt::Display for OutOfTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no {} within {:?}", self.what, self.limit)
    }
}

impl Error for OutOfTime {}

/// What comes of the work, which must not take longer than the limit.
pub(super) async fn within<T, E: Into<BoxError>>(
    limit: Option<Duration>,
    what: &'static str,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, BoxError> {
    let Some(limit) = limit else {
        return work.await.map_err(Into::into);
    };
    match timeout(limit, work).await {
        Ok(done) => done.map_err(Into::into),
        Err(_) => Err(OutOfTime { what, limit }.into()),
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_takes_longer_is_given_up() {
        let limit = Some(Duration::from_secs(60));
        let late = within(limit, "response", pending::<Result<(), BoxError>>()).await;
        assert_eq!(late.expect_err("it never ends").to_string(), "no response within 60s");
        let done = within(limit, "response", ready(Ok::<_, BoxError>(1))).await;
        assert_eq!(done.expect("it is there at once"), 1);
    }
}
