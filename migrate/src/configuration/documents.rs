//! What documents in JSON declare.

use hcl_edit::parser::parse_expr;

use crate::configuration::file::Role;
use crate::configuration::reference::Reference;
use crate::configuration::survey::{Call, ProviderBlock, Survey};
use crate::syntax::json::Node;

impl Survey {
    pub(crate) fn json(&mut self, file: usize, role: Role, node: &Node) {
        for (is_data, name) in [(false, "resource"), (true, "data"), (true, "ephemeral")] {
            for (kind, name, object) in labelled(node, name) {
                self.json_object(file, role, is_data, kind, name, object);
            }
        }
        for terraform in node.all("terraform").flat_map(|member| member.node.elements()) {
            self.has_backend |=
                terraform.member("backend").is_some() || terraform.member("cloud").is_some();
            let required = terraform.member("required_providers");
            for entry in required.iter().flat_map(|required| required.node.members()) {
                let source = entry.node.member("source").and_then(|source| source.node.text());
                self.required(&entry.name, source);
            }
        }
        for moved in node.all("moved").flat_map(|member| member.node.elements()) {
            let to = moved.member("to").and_then(|to| parse_expr(to.node.text()?).ok());
            to.iter().for_each(|to| self.moved_to(to));
        }
        node.blocks("check").for_each(|(_, check)| self.json(file, role, check));
        for (_, run) in node.blocks("run") {
            let source = run.member("module").and_then(|module| module.node.member("source"));
            self.runs.extend(source.and_then(|source| source.node.text()).map(str::to_owned));
        }
        if role != Role::Test {
            self.json_providers(file, node);
        }
        self.json_calls(file, node);
    }

    pub(crate) fn json_object(
        &mut self,
        file: usize,
        role: Role,
        is_data: bool,
        kind: &str,
        name: &str,
        object: &Node,
    ) {
        let arguments = object.members().iter().map(|member| member.name.clone()).collect();
        let provider = object.member("provider").and_then(|provider| provider.node.text());
        let provider = provider.map(Reference::parse);
        self.object_of(file, role, object.range.start, is_data, kind, name, arguments, provider);
    }

    pub(crate) fn json_providers(&mut self, file: usize, node: &Node) {
        for (member, block) in node.blocks("provider") {
            let alias = block.member("alias").and_then(|alias| alias.node.text());
            let reference =
                Reference { name: member.name.clone(), alias: alias.map(str::to_owned) };
            self.providers.push(ProviderBlock { reference, file, place: block.range.start });
        }
    }

    pub(crate) fn json_calls(&mut self, file: usize, node: &Node) {
        for (member, block) in node.blocks("module") {
            let source = block.member("source").and_then(|source| source.node.text());
            let providers = block.member("providers");
            let providers = providers.iter().flat_map(|providers| providers.node.members());
            let providers = providers.filter_map(|entry| {
                Some((Reference::parse(&entry.name), Reference::parse(entry.node.text()?)))
            });
            self.calls.push(Call {
                name: member.name.clone(),
                source: source.unwrap_or_default().to_owned(),
                file,
                place: member.key.start,
                providers: providers.collect(),
            });
        }
    }
}

/// The blocks with two labels of a document.
pub(crate) fn labelled<'a>(node: &'a Node, ident: &str) -> Vec<(&'a str, &'a str, &'a Node)> {
    let mut found = Vec::new();
    for types in node.all(ident).flat_map(|member| member.node.elements()) {
        for kind in types.members() {
            for names in kind.node.elements() {
                for name in names.members() {
                    let nodes = name.node.elements().into_iter();
                    found.extend(nodes.map(|node| (kind.name.as_str(), name.name.as_str(), node)));
                }
            }
        }
    }
    found
}
