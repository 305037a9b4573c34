//! `moved` blocks, which carry the state over.

use std::collections::BTreeSet;

use crate::configuration::survey::Survey;

/// The blocks for all resources that get another type, and the file of the first of them.
pub(crate) fn blocks(survey: &Survey) -> Option<(usize, Vec<String>)> {
    let mut seen = BTreeSet::new();
    let mut first = None;
    let mut blocks = Vec::new();
    for (object, family) in survey.renamed() {
        let to = format!("{}.{}", object.kind, object.name);
        let from = format!("{}_{to}", family.local_name());
        let is_wanted = !object.is_data && !object.is_override && !survey.moved_to.contains(&to);
        if is_wanted && seen.insert(from.clone()) {
            first = first.or(Some(object.file));
            blocks.push(format!("moved {{\n  from = {from}\n  to   = {to}\n}}\n"));
        }
    }
    Some((first?, blocks))
}
