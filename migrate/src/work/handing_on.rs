//! The entries of ours in what modules are handed.

use hcl_edit::structure::Body;

use crate::configuration::uses::Uses;
use crate::rules::references::Rewriter;
use crate::syntax::expressions::{argument, argument_text};
use crate::syntax::json::Node;

/// Adds entries to the maps of providers of modules that are here; whether any were needed.
pub(super) fn native(rewriter: &mut Rewriter<'_>, body: &Body, all: &Uses<'_>) -> bool {
    let mut has_entries = false;
    for block in body.get_blocks("module") {
        let source = argument_text(&block.body, "source").unwrap_or_default();
        let map = argument(&block.body, "providers");
        if let (Some(map), Some((path, inner))) = (map, all.module(rewriter.survey, source)) {
            has_entries |= rewriter.hand_on(&map.value, inner, &all.needs(&path));
        }
    }
    has_entries
}

/// The same in a document.
pub(super) fn json(rewriter: &mut Rewriter<'_>, root: &Node, all: &Uses<'_>) -> bool {
    let mut has_entries = false;
    for (_, module) in root.blocks("module") {
        let source = module.member("source").and_then(|source| source.node.text());
        let map = module.member("providers");
        let module = all.module(rewriter.survey, source.unwrap_or_default());
        if let (Some(map), Some((path, inner))) = (map, module) {
            has_entries |= rewriter.json_hand_on(&map.node, inner, &all.needs(&path));
        }
    }
    has_entries
}
