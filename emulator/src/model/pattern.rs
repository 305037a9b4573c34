//! Patterns of the model, each compiled once.

use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use regex::Regex;

static COMPILED: LazyLock<RwLock<HashMap<&'static str, Regex>>> = LazyLock::new(RwLock::default);

/// Whether a pattern matches the whole of a text.
pub(crate) fn matches(pattern: &'static str, text: &str) -> bool {
    let compiled = COMPILED.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(regex) = compiled.get(pattern) {
        return regex.is_match(text);
    }
    drop(compiled);
    let regex = compile(pattern);
    let matches = regex.is_match(text);
    COMPILED.write().unwrap_or_else(PoisonError::into_inner).insert(pattern, regex);
    matches
}

fn compile(pattern: &str) -> Regex {
    Regex::new(&format!(r"\A(?:{pattern})\z")).expect("the patterns are ours, and a test uses each")
}
