//! What a resource can take over from other providers.

use crate::framework::moves::Move;

/// The section about moves to the resource called `name`; empty if there are none.
pub(super) fn section(name: &str, moves: &[Move]) -> String {
    let Some(Move { source, .. }) = moves.first() else {
        return String::new();
    };
    let known = moves.iter().map(|way| format!("`{}` of {}", way.source, way.provider));
    let known = known.collect::<Vec<_>>().join(" and ");
    format!(
        "## Moving from other providers\n\nA `moved` block adopts the state of {known}. Nothing is destroyed or \
         imported:\n\n```terraform\nmoved {{\n  from = {source}.example\n  to   = {name}.example\n}}\n```\n\n"
    )
}
