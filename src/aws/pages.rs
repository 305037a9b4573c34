//! Lists, which the service answers page by page.

use super::error::Result;

/// One page: what it holds, and the token of the next one.
pub(super) type Page<T> = (Vec<T>, Option<String>);

/// What all pages hold, in the order of the service. `page` asks for the one with this token.
pub(super) async fn all<T, Sent>(page: impl Fn(Option<String>) -> Sent) -> Result<Vec<T>>
where
    Sent: Future<Output = Result<Page<T>>>,
{
    let mut all = Vec::new();
    let mut token = None;
    loop {
        let (found, next) = page(token).await?;
        all.extend(found);
        token = next.filter(|next| !next.is_empty());
        if token.is_none() {
            return Ok(all);
        }
    }
}
