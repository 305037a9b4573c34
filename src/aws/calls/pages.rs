//! Lists, which the service answers page by page.

use std::collections::HashSet;

use futures::{Stream, TryStreamExt, stream};

use crate::aws::client::Aws;
use crate::aws::failure::{Error, Kind, Result};

/// The longest token that is sent back. Those of the service have at most 2,000 characters, and a
/// request has room for some 60,000.
const LONGEST: usize = 8 * 1024;

/// One page: what it holds, and the token of the next one.
pub(in crate::aws) type Page<T> = (Vec<T>, Option<String>);

impl Aws {
    /// What the pages hold, in the order of the service. A page is asked for when all of the one
    /// before it was taken, and not after a stop. `page` asks for the one with this token.
    pub(in crate::aws) fn each<'a, T, Sent>(
        &'a self,
        page: impl Fn(Option<String>) -> Sent + Send + 'a,
    ) -> impl Stream<Item = Result<T>> + Send + 'a
    where
        T: Send + 'a,
        Sent: Future<Output = Result<Page<T>>> + Send + 'a,
    {
        let pages = stream::try_unfold(Some(Place::default()), move |place| {
            let asked = place.map(|place| (page(place.token.clone()), place));
            async move {
                let Some((asked, place)) = asked else { return Ok(None) };
                self.may_go_on(&place)?;
                let (found, next) = asked.await?;
                Ok(Some((stream::iter(found.into_iter().map(Ok)), place.next(next)?)))
            }
        });
        pages.try_flatten()
    }

    /// What all pages hold, in the order of the service.
    pub(in crate::aws) async fn all<'a, T, Sent>(
        &'a self,
        page: impl Fn(Option<String>) -> Sent + Send + 'a,
    ) -> Result<Vec<T>>
    where
        T: Send + 'a,
        Sent: Future<Output = Result<Page<T>>> + Send + 'a,
    {
        self.each(page).try_collect().await
    }

    /// The first page is a call like any other, which a stop does not prevent.
    fn may_go_on(&self, place: &Place) -> Result<()> {
        if place.token.is_none() || !self.stop().is_cancelled() {
            return Ok(());
        }
        let text = "Terraform asked the provider to stop before a page of a list was read.";
        Err(Error::new(Kind::Stopped, text))
    }
}

/// How far a list has come: the token of the next page, and all that there were.
#[derive(Default)]
struct Place {
    token: Option<String>,
    given: HashSet<String>,
}

impl Place {
    /// The place of the page with this token; none if the list ends.
    fn next(mut self, token: Option<String>) -> Result<Option<Self>> {
        let Some(token) = token.filter(|token| !token.is_empty()) else { return Ok(None) };
        if token.len() > LONGEST {
            return Err(unusable(&format!("with {} bytes", token.len())));
        }
        if !self.given.insert(token.clone()) {
            return Err(unusable("again, so that the list would never end"));
        }
        self.token = Some(token);
        Ok(Some(self))
    }
}

fn unusable(how: &str) -> Error {
    let text = format!("CodeArtifact returned the token of a page {how}.");
    Error::new(Kind::Unexpected, text)
}
