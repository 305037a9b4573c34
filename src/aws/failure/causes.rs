//! The chain of what caused an error.

use std::error::Error as StdError;
use std::io;

/// What errors say, each said once.
pub(in crate::aws) fn texts<'a>(
    errors: impl Iterator<Item = &'a (dyn StdError + 'static)>,
) -> String {
    let mut texts: Vec<String> = Vec::new();
    for error in errors {
        let text = error.to_string();
        if !texts.iter().any(|said| said.contains(&text)) {
            texts.push(text);
        }
    }
    texts.join(": ")
}

/// An error and everything that caused it. An `io::Error` passes over its own content when it is
/// asked for its source.
pub(in crate::aws) fn chain<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&cause| match cause.downcast_ref::<io::Error>() {
        Some(error) => error.get_ref().map(|content| content as _),
        None => cause.source(),
    })
}
