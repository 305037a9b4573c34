//! What the elements of a policy and of its statements have alike.

use serde_json::{Map, Value};

use super::finding::Finding;

/// The elements whose names are not known.
pub(super) fn unknown(elements: &Map<String, Value>, known: &[&str]) -> Vec<Finding> {
    let unknown = elements.keys().filter(|name| !known.contains(&name.as_str()));
    unknown.map(|name| Finding::rejected(format!("has an unknown element, `{name}`"))).collect()
}

/// Those of two elements that are there.
pub(super) fn present<'a>(
    elements: &'a Map<String, Value>,
    pair: [&'static str; 2],
) -> impl Iterator<Item = (&'static str, &'a Value)> {
    pair.into_iter().filter_map(|name| Some((name, elements.get(name)?)))
}

/// Demands one of two elements, and not both.
pub(super) fn one_of(
    elements: &Map<String, Value>,
    open: &[&str],
    pair: [&str; 2],
) -> Option<Finding> {
    let [yes, not] = pair;
    match pair.map(|name| elements.contains_key(name)) {
        [true, true] => {
            let says = format!("has `{yes}` and `{not}`, but can have only one of them");
            Some(Finding::rejected(says))
        }
        [false, false] if !pair.iter().any(|name| open.contains(name)) => {
            Some(Finding::rejected(format!("needs `{yes}` or `{not}`")))
        }
        _ => None,
    }
}

/// The text, or the texts of a list that is not empty.
///
/// # Errors
/// It is something else.
pub(super) fn texts<'a>(name: &'static str, value: &'a Value) -> Result<Vec<&'a str>, Finding> {
    let list = match value {
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    let texts: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
    let whole = |texts: &Vec<&str>| !texts.is_empty() && texts.iter().all(|text| !text.is_empty());
    texts.filter(whole).ok_or_else(|| {
        let says = format!("needs a string or a list of strings as `{name}`");
        Finding::rejected(says).at(name, None)
    })
}
