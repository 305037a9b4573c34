//! Data sources for the size and the count of a domain, which change without a plan.

use hcl_edit::structure::Block;

use crate::configuration::survey::Object;
use crate::rules::references::Rewriter;
use crate::syntax::expressions::{argument, span};
use crate::syntax::pieces::Pieces;
use crate::tally::Rewritten;

impl Rewriter<'_> {
    /// Adds the data source of a domain behind it.
    pub(crate) fn add_count(&mut self, block: &Block, name: &str) {
        let (repeated, instance) = match () {
            () if argument(&block.body, "count").is_some() => (
                format!("  count = length(codeartifact_domain.{name})\n\n"),
                format!("codeartifact_domain.{name}[count.index]"),
            ),
            () if argument(&block.body, "for_each").is_some() => {
                (format!("  for_each = codeartifact_domain.{name}\n\n"), "each.value".to_owned())
            }
            () => (String::new(), format!("codeartifact_domain.{name}")),
        };
        let mut pieces = Pieces::from(format!("\n\ndata \"codeartifact_domain\" \"{name}\" {{\n"));
        pieces = pieces.text(repeated);
        if let Some(provider) = argument(&block.body, "provider") {
            let value = self.edits.slice(span(&provider.value));
            pieces = pieces.text("  provider = ").then(value).text("\n");
        }
        pieces = pieces.text(format!("  domain = {instance}.domain\n"));
        if argument(&block.body, "region").is_some() {
            pieces = pieces.text(format!("  region = {instance}.region\n"));
        }
        self.count(Rewritten::DataSource);
        let end = self.end_with_note(block);
        self.edits.insert(end, pieces.text("}"));
    }
}

/// Whether an object is a domain whose numbers are read.
pub(crate) fn is_counted(object: &Object, name: &str) -> bool {
    !object.is_data
        && !object.is_override
        && object.kind == "codeartifact_domain"
        && object.name == name
}
