//! Lists, which the service answers page by page.

use futures::{Stream, TryStreamExt, stream};

use crate::aws::failure::Result;

/// One page: what it holds, and the token of the next one.
pub(in crate::aws) type Page<T> = (Vec<T>, Option<String>);

/// What the pages hold, in the order of the service. A page is asked for when all of the one before it was taken.
/// `page` asks for the one with this token.
pub(in crate::aws) fn each<T, Sent>(
    page: impl Fn(Option<String>) -> Sent + Send,
) -> impl Stream<Item = Result<T>> + Send
where
    T: Send,
    Sent: Future<Output = Result<Page<T>>> + Send,
{
    let pages = stream::try_unfold(Some(None), move |token: Option<Option<String>>| {
        let asked = token.map(&page);
        async move {
            let Some(asked) = asked else { return Ok(None) };
            let (found, next) = asked.await?;
            let next = next.filter(|next| !next.is_empty());
            Ok(Some((stream::iter(found.into_iter().map(Ok)), next.map(Some))))
        }
    });
    pages.try_flatten()
}

/// What all pages hold, in the order of the service.
pub(in crate::aws) async fn all<T, Sent>(
    page: impl Fn(Option<String>) -> Sent + Send,
) -> Result<Vec<T>>
where
    T: Send,
    Sent: Future<Output = Result<Page<T>>> + Send,
{
    each(page).try_collect().await
}
