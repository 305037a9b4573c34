//! What blocks in the native syntax declare.

use std::collections::BTreeSet;

use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};

use crate::configuration::file::Role;
use crate::configuration::reference::{Reference, pairs};
use crate::configuration::survey::{Call, ProviderBlock, Survey};
use crate::schema::{Family, LOCAL_NAME, is_ours};
use crate::syntax::expressions::{
    argument, argument_text, attribute, item, label, literal, root, span,
};

impl Survey {
    pub(crate) fn native(&mut self, file: usize, role: Role, body: &Body) {
        for block in body.blocks() {
            self.block(file, role, block);
        }
    }

    fn block(&mut self, file: usize, role: Role, block: &Block) {
        match block.ident.as_str() {
            "terraform" => self.terraform(&block.body),
            "resource" | "data" | "ephemeral" => self.object_block(file, role, block),
            "list" => self.list(block),
            "check" => self.native(file, role, &block.body),
            "provider" if role != Role::Test => self.provider_block(file, block),
            "module" => self.call(file, block),
            "moved" => self.moved(&block.body),
            "run" => {
                let modules = block.body.get_blocks("module");
                let sources = modules.filter_map(|module| argument_text(&module.body, "source"));
                self.runs.extend(sources.map(str::to_owned));
            }
            _ => {}
        }
    }

    fn terraform(&mut self, body: &Body) {
        self.has_backend |= body.has_blocks("backend") || body.has_blocks("cloud");
        for required in body.get_blocks("required_providers") {
            for entry in required.body.attributes() {
                let source = entry.value.as_object().and_then(|object| {
                    let (_, value) = item(object, "source")?;
                    literal(value.expr())
                });
                self.required(entry.key.as_str(), source);
            }
        }
    }

    fn object_block(&mut self, file: usize, role: Role, block: &Block) {
        let (Some(kind), Some(name)) = (label(block, 0), label(block, 1)) else { return };
        let arguments: BTreeSet<_> =
            block.body.attributes().map(|attribute| attribute.key.to_string()).collect();
        let provider = argument(&block.body, "provider");
        let provider = provider.and_then(|provider| Reference::of(&provider.value));
        let is_data = block.ident.as_str() != "resource";
        self.object_of(file, role, span(block).start, is_data, kind, name, arguments, provider);
    }

    fn provider_block(&mut self, file: usize, block: &Block) {
        let Some(name) = label(block, 0) else { return };
        let alias = argument_text(&block.body, "alias").map(str::to_owned);
        let reference = Reference { name: name.to_owned(), alias };
        self.providers.push(ProviderBlock { reference, file, place: span(block).start });
    }

    fn call(&mut self, file: usize, block: &Block) {
        let Some(name) = label(block, 0) else { return };
        let source = argument_text(&block.body, "source").unwrap_or_default().to_owned();
        let providers = argument(&block.body, "providers");
        let providers = providers.map(|map| pairs(&map.value)).unwrap_or_default();
        self.calls.push(Call {
            name: name.to_owned(),
            source,
            file,
            place: span(block).start,
            providers,
        });
    }

    fn list(&mut self, block: &Block) {
        let family = label(block, 0).and_then(Family::of_type).map(|(family, _)| family);
        let provider = argument(&block.body, "provider");
        let provider = provider.and_then(|provider| Reference::of(&provider.value));
        self.lists.extend(family.map(|family| (family, provider)));
    }

    fn moved(&mut self, body: &Body) {
        argument(body, "to").into_iter().for_each(|to| self.moved_to(&to.value));
    }

    pub(crate) fn moved_to(&mut self, to: &Expression) {
        if let Expression::Traversal(to) = to {
            let name = to.operators.first().and_then(|operator| attribute(operator));
            self.moved_to.extend(root(to).zip(name).map(|(kind, name)| format!("{kind}.{name}")));
        }
    }
}

/// Whether the entry of `required_providers` is ours.
pub(crate) fn is_our_entry(name: &str, value: &Expression) -> bool {
    let source = value.as_object().and_then(|object| {
        let (_, source) = item(object, "source")?;
        literal(source.expr())
    });
    name == LOCAL_NAME || source.is_some_and(is_ours)
}
