//! What holds for every list of upstreams.

use std::collections::BTreeSet;

use crate::framework::diagnostic::{Error, Result};
use crate::framework::path::{Path, Step};
use crate::framework::validate::Rule;
use crate::framework::value::Value;

/// A repository is not searched again on behalf of itself.
pub(crate) const NOT_ITSELF: Rule =
    Rule::Holds { doc: "A repository cannot be its own upstream.", check: not_itself };

/// A repository is searched once.
pub(crate) const ONCE_EACH: Rule =
    Rule::Holds { doc: "An upstream repository can be listed only once.", check: once_each };

fn not_itself(config: &Value) -> Result<()> {
    let own = config.get("repository").as_str();
    let itself = |(index, name)| {
        (Some(name) == own).then(|| fault(index, "cannot be the repository itself"))
    };
    listed(config).find_map(itself).map_or(Ok(()), Err)
}

fn once_each(config: &Value) -> Result<()> {
    let mut seen = BTreeSet::new();
    let again = |(index, name)| (!seen.insert(name)).then(|| fault(index, "is already listed"));
    listed(config).find_map(again).map_or(Ok(()), Err)
}

/// The upstreams that are known, with their places in the list.
fn listed(config: &Value) -> impl Iterator<Item = (usize, &str)> {
    let elements = match config.get("upstreams") {
        Value::List(elements) => elements.as_slice(),
        _ => &[],
    };
    elements.iter().enumerate().filter_map(|(index, name)| Some((index, name.as_str()?)))
}

fn fault(index: usize, cause: &str) -> Error {
    let path = Path::attribute("upstreams").then(Step::Index(index));
    Error { cause: cause.to_owned(), path }
}
