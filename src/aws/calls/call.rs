//! Every call goes through here: one span, one log line, the retries, the stop, and the mapping of
//! errors.

use std::any::Any;
use std::pin::Pin;

use aws_sdk_codeartifact::Error as ServiceError;
use aws_sdk_codeartifact::config::Builder;
use aws_sdk_codeartifact::config::http::HttpResponse;
use aws_sdk_codeartifact::error::SdkError;
use tracing::{Instrument, debug, debug_span};

use super::retry::Attempts;
use super::subject::Subject;
use super::wait::Look;
use crate::aws::client::Aws;
use crate::aws::client::made::VISIBILITY;
use crate::aws::failure::{Error, Kind, Result, Seen};

/// The most bytes of what names something in a call. Names have at most 255 characters each, and a
/// URL with too many makes the SDK panic.
const LONGEST: usize = 8 * 1024;

/// A call of an operation.
#[derive(Debug)]
pub(in crate::aws) struct Call<'a> {
    operation: String,
    key: String,
    owner: Option<&'a str>,
    pub(in crate::aws) region: Option<&'a str>,
}

impl<'a> Call<'a> {
    /// A call by this method of the client, whose name the service writes otherwise:
    /// `DescribeDomain` for `describe_domain`.
    pub(in crate::aws) fn new(method: &str, about: &'a impl Subject) -> Self {
        let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
        let operation = method.split('_').map(capital).collect();
        Call { operation, key: about.to_string(), owner: about.owner(), region: about.region() }
    }

    /// The same call about a part of that.
    pub(in crate::aws) fn part(self, part: &str) -> Self {
        Call { key: format!("{}/{part}", self.key), ..self }
    }

    /// Refuses what no request has room for, wherever it comes from: an import ID, an old state, or
    /// the service.
    fn check(&self) -> Result<()> {
        let Self { operation, key, owner, region } = self;
        let bytes = [Some(key.as_str()), *owner, *region].into_iter().flatten().map(str::len).sum();
        if (0..=LONGEST).contains(&bytes) {
            return Ok(());
        }
        let beginning: String = key.chars().take(100).collect();
        let text = format!(
            "{operation} was not sent: `{beginning}…` has {bytes} bytes, more than the names of anything in CodeArtifact."
        );
        Err(Error::new(Kind::Validation, text))
    }
}

/// A call about something, or about a part of it, with what else the request says:
///
/// ```text
/// call!(self, repository(id), update_repository().description(text)).await
/// call!(self, version(id) / asset, get_package_version_asset().asset(asset)).await
/// ```
macro_rules! call {
    (
        $aws:expr,
        $kind:ident($id:expr) $(/ $part:expr)?,
        $method:ident() $(.$set:ident($($value:expr),*))*
    ) => {
        match $id {
            id => {
                let call = $crate::aws::calls::call::Call::new(stringify!($method), id)$(.part($part))?;
                let client = $aws.client($aws.region_of(call.region));
                let request = $crate::aws::calls::subject::about!($kind id, client.$method());
                let request = request$(.$set($($value),*))*;
                $aws.call(call, move |attempts| {
                    request.clone().customize().config_override(attempts).send()
                })
            }
        }
    };
}
pub(in crate::aws) use call;

/// An answer whose type is forgotten.
type Answer = Box<dyn Any + Send>;

/// What an attempt to get one comes to, for all operations alike.
type Answered = std::result::Result<Answer, SdkError<ServiceError, HttpResponse>>;

/// A request on its way. Its type is forgotten too: what watches a call is in the binary once, and
/// not once for each operation.
type Sending<'a> = Pin<Box<dyn Future<Output = Answered> + Send + 'a>>;

impl Aws {
    /// Sends a request with the configuration that watches its attempts. It is sent again while the
    /// answer is that something does not exist which this client has just made.
    ///
    /// After a stop a call is still attempted once, so that what is half done can be put on record,
    /// and it is not tried again. A call between two attempts ends at once; an attempt under way is
    /// never dropped, because its answer says what now exists.
    pub(in crate::aws) async fn call<T, E, F, Sent>(&self, call: Call<'_>, send: F) -> Result<T>
    where
        T: Send + 'static,
        E: Into<ServiceError>,
        F: Fn(Builder) -> Sent + Sync,
        Sent: Future<Output = std::result::Result<T, SdkError<E, HttpResponse>>> + Send,
    {
        let send = |attempts| -> Sending<'_> {
            let sent = send(attempts);
            Box::pin(async {
                let answer = sent.await.map_err(|error| error.map_service_error(Into::into))?;
                Ok(Box::new(answer) as Answer)
            })
        };
        let answer = self.ask(&call, &send).await?.downcast();
        Ok(*answer.expect("what comes back is what was boxed above"))
    }

    async fn ask<'a>(
        &self,
        call: &Call<'_>,
        send: &(dyn Fn(Builder) -> Sending<'a> + Sync),
    ) -> Result<Answer> {
        call.check()?;
        let region = self.region_of(call.region);
        self.check_partition(region)?;
        let look = || async {
            match self.send(call, region, send).await {
                Err(error) if self.made.denies(&error, region, &call.key) => {
                    Ok(Look::NotYet(error))
                }
                answer => answer.map(Look::Done),
            }
        };
        self.eventually(VISIBILITY, look).await
    }

    async fn send<'a>(
        &self,
        call: &Call<'_>,
        region: &str,
        send: &(dyn Fn(Builder) -> Sending<'a> + Sync),
    ) -> Result<Answer> {
        let attempts = Attempts::new(self.stop());
        let mut configuration = attempts.configuration();
        if let Some(module) = self.module() {
            configuration = configuration.interceptor(module.clone());
        }
        let sending = send(configuration);
        let span = debug_span!("aws", operation = call.operation, key = call.key, region);
        let answer = self.answer(sending, &attempts).instrument(span.clone());
        let answer = answer.await;
        let seen = attempts.seen();
        let result = conclude(&call.operation, region, answer, &seen);
        let result = result.map_err(|error| self.told.once(error));
        span.in_scope(|| log(&result, &seen));
        result
    }

    /// The answer, or nothing where the stop came between two attempts.
    async fn answer(&self, mut sending: Sending<'_>, attempts: &Attempts) -> Option<Answered> {
        tokio::select! {
            // The first poll begins the first attempt, so that a stop before it does not prevent
            // it.
            biased;
            answer = &mut sending => Some(answer),
            () = self.stop().cancelled() => match attempts.between() {
                true => None,
                false => Some(sending.await),
            },
        }
    }
}

fn conclude(
    operation: &str,
    region: &str,
    answer: Option<Answered>,
    seen: &Seen,
) -> Result<Answer> {
    match answer {
        Some(Ok(answer)) => Ok(answer),
        Some(Err(error)) if !seen.stopped => Err(Error::from_sdk(operation, region, &error, seen)),
        _ => Err(Error::stopped(operation, seen)),
    }
}

fn log(result: &Result<Answer>, seen: &Seen) {
    let attempts = seen.attempts;
    match result {
        Ok(_) => debug!(attempts, "answered"),
        Err(error) => debug!(attempts, kind = ?error.kind(), "failed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::calls::Account;

    #[test]
    fn an_operation_has_the_name_that_the_service_gives_it() {
        let operation = |method| Call::new(method, &Account(None)).operation;
        assert_eq!(operation("list_domains"), "ListDomains");
        assert_eq!(operation("get_package_version_asset"), "GetPackageVersionAsset");
    }
}
