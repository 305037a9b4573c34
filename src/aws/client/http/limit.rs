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
