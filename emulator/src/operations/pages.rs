//! Pages of a list. A token holds the key of the last item returned, so pages stay right while
//! items come and go.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::Call;
use crate::model::failure::{Failure, Reason};
use crate::model::shapes::{NEXT_TOKEN, PAGE_SIZE};

/// Answers one page of a list under the name of its member.
///
/// The items are in the order of their keys; only those of the page are described.
pub(super) fn page<'a, T: 'a>(
    call: &Call<'_>,
    member: &str,
    default_size: usize,
    items: impl Iterator<Item = (Vec<&'a str>, T)>,
    describe: impl Fn(T) -> Value,
) -> Result<Value, Failure> {
    let size = call
        .number(PAGE_SIZE)
        .map_or(default_size, |size| usize::try_from(size).unwrap_or(default_size));
    let after = call.optional(NEXT_TOKEN).map(|token| read_token(token, member)).transpose()?;
    let is_returned = |key: &[&str]| {
        after.as_ref().is_some_and(|after| key.iter().copied().le(after.iter().map(String::as_str)))
    };
    let mut rest = items.skip_while(|(key, _)| is_returned(key)).peekable();
    let (mut described, mut last) = (Vec::new(), Vec::new());
    for (key, item) in rest.by_ref().take(size) {
        described.push(describe(item));
        last = key;
    }
    let mut answer = json!({ member: described });
    if rest.peek().is_some() {
        answer["nextToken"] = write_token(member, &last).into();
    }
    Ok(answer)
}

fn write_token(member: &str, last: &[&str]) -> String {
    URL_SAFE_NO_PAD.encode(json!({ member: last }).to_string())
}

fn read_token(token: &str, member: &str) -> Result<Vec<String>, Failure> {
    let bytes = URL_SAFE_NO_PAD.decode(token).unwrap_or_default();
    let mut content: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let last = content.get_mut(member).map(Value::take).unwrap_or_default();
    serde_json::from_value(last)
        .map_err(|_| Failure::validation(Reason::Field, "The pagination token is not valid."))
}
