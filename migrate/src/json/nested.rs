//! Blocks in JSON that are arguments here.

use crate::json::values::quoted;
use crate::rules::references::Rewriter;
use crate::rules::scope::{Binding, Iterator, Ours};
use crate::syntax::json::{Member, Node};
use crate::syntax::pieces::Pieces;
use crate::tally::Rewritten;

impl Rewriter<'_> {
    pub(crate) fn json_blocks(&mut self, member: &Member, ours: &Ours<'_>) {
        let new = match member.name.as_str() {
            "upstream" => self.json_upstreams(&member.node),
            "external_connections" => self.json_connection(&member.node),
            "restrictions" => self.json_restrictions(&member.node),
            _ => self.json_dynamic(&member.node, ours),
        };
        match new {
            Some(new) => {
                self.count(Rewritten::Argument);
                self.edits.replace(member.key.start..member.node.range.end, new);
            }
            None => self.find(
                member.key.start,
                format!(
                    "`{}` was not rewritten. Write the argument as the guide shows.",
                    member.name
                ),
            ),
        }
    }

    fn json_argument(&mut self, block: &Node, name: &str) -> Option<Pieces> {
        let node = &block.member(name)?.node;
        self.json_value(node);
        Some(self.edits.slice(node.range.clone()))
    }

    fn json_upstreams(&mut self, node: &Node) -> Option<Pieces> {
        let names = node.elements().into_iter();
        let names: Option<Vec<_>> =
            names.map(|block| self.json_argument(block, "repository_name")).collect();
        Some(Pieces::from("\"upstreams\": [").then(Pieces::join(names?, ", ")).text("]"))
    }

    fn json_connection(&mut self, node: &Node) -> Option<Pieces> {
        let [block] = node.elements()[..] else { return None };
        let name = self.json_argument(block, "external_connection_name")?;
        Some(Pieces::from("\"external_connection\": ").then(name))
    }

    fn json_restrictions(&mut self, node: &Node) -> Option<Pieces> {
        let [block] = node.elements()[..] else { return None };
        let publish = self.json_argument(block, "publish")?;
        let upstream = self.json_argument(block, "upstream")?;
        let publish = Pieces::from("\"publish\": ").then(publish);
        Some(publish.text(", \"upstream\": ").then(upstream))
    }

    fn json_dynamic(&mut self, node: &Node, ours: &Ours<'_>) -> Option<Pieces> {
        let blocks: Vec<_> = node.elements().into_iter().flat_map(Node::members).collect();
        let arguments: Option<Vec<_>> =
            blocks.into_iter().map(|block| self.json_dynamic_block(block, ours)).collect();
        Some(Pieces::join(arguments?, ", "))
    }

    fn json_dynamic_block(&mut self, member: &Member, ours: &Ours<'_>) -> Option<Pieces> {
        let (argument, new, is_list) = match (ours.kind, member.name.as_str()) {
            ("codeartifact_repository", "upstream") => ("repository_name", "upstreams", true),
            ("codeartifact_repository", "external_connections") => {
                ("external_connection_name", "external_connection", false)
            }
            _ => return None,
        };
        let [block] = member.node.elements()[..] else { return None };
        let iterator = block.member("iterator").and_then(|name| name.node.text());
        let iterator = iterator.unwrap_or(&member.name).to_owned();
        let collection = self.json_expression(&block.member("for_each")?.node)?;
        let [content] = block.member("content")?.node.elements()[..] else { return None };
        let value = &content.member(argument)?.node;
        let replacements = Some((iterator.clone(), format!("{iterator}_key")));
        let binding = Binding::Iterator(Iterator { value: None, replacements });
        let mut element = None;
        self.bound(&[(&iterator, binding)], |inner| element = inner.json_expression(value));
        let has_key = value.text().is_some_and(|text| text.contains(&format!("{iterator}.key")));
        let key = if has_key { format!("{iterator}_key, ") } else { String::new() };
        let list = format!("[for {key}{iterator} in {collection} : {}]", element?);
        let list = if is_list { list } else { format!("one({list})") };
        Some(Pieces::from(format!("\"{new}\": {}", quoted(&format!("${{{list}}}")))))
    }

    /// A value as an expression in the native syntax.
    fn json_expression(&mut self, node: &Node) -> Option<String> {
        let Some(text) = node.text() else {
            let elements: Option<Vec<_>> =
                node.elements().into_iter().map(|element| self.json_expression(element)).collect();
            let is_list = self.text[node.range.clone()].starts_with('[');
            return elements
                .filter(|_| is_list)
                .map(|elements| format!("[{}]", elements.join(", ")));
        };
        let new = self.json_template_text(node, text);
        let inner = new.strip_prefix("${").and_then(|inner| inner.strip_suffix('}'));
        match inner.filter(|inner| hcl_edit::parser::parse_expr(inner.trim()).is_ok()) {
            Some(inner) => Some(inner.trim().to_owned()),
            None => Some(quoted(&new)),
        }
    }
}
