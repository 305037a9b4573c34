//! Blocks in JSON that are arguments here.

use crate::configuration::file::{File, Role};
use crate::json::values::quoted;
use crate::report::Finding;
use crate::rules::references::Rewriter;
use crate::rules::scope::Ours;
use crate::syntax::expressions::span;
use crate::syntax::json::{Member, Node, Value};
use crate::syntax::pieces::Pieces;
use crate::tally::Rewritten;

impl Rewriter<'_> {
    pub(crate) fn json_blocks(&mut self, object: &Node, member: &Member, ours: &Ours<'_>) {
        let new = match member.name.as_str() {
            _ if is_mixed(object) => None,
            "upstream" => self.json_upstreams(&member.node),
            "external_connections" => self.json_connection(&member.node),
            "restrictions" => self.json_restrictions(&member.node),
            _ => self.json_dynamic(object, &member.node, ours),
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

    fn json_dynamic(&mut self, object: &Node, node: &Node, ours: &Ours<'_>) -> Option<Pieces> {
        let blocks: Vec<_> = node.elements().into_iter().flat_map(Node::members).collect();
        let arguments: Option<Vec<_>> =
            blocks.into_iter().map(|block| self.json_dynamic_block(object, block, ours)).collect();
        Some(Pieces::join(arguments?, ", "))
    }

    /// A dynamic block, by the rules of the native syntax.
    fn json_dynamic_block(
        &mut self,
        object: &Node,
        member: &Member,
        ours: &Ours<'_>,
    ) -> Option<Pieces> {
        let part = self.json_dynamic_text(member)?;
        let arguments = self.json_by_rules(object, member.key.start, &part, ours)?;
        let arguments = arguments.into_iter().map(|(name, value)| {
            Pieces::from(format!("\"{name}\": {}", quoted(&format!("${{{value}}}"))))
        });
        Some(Pieces::join(arguments, ", "))
    }

    /// The arguments that come of a part of a resource, by the rules of the native syntax.
    pub(crate) fn json_by_rules(
        &mut self,
        object: &Node,
        place: usize,
        part: &str,
        ours: &Ours<'_>,
    ) -> Option<Vec<(String, String)>> {
        let for_each = object.member("for_each").and_then(|it| self.expression_of(&it.node));
        let for_each = for_each.map(|value| format!("  for_each = {value}\n")).unwrap_or_default();
        let native = native(&format!("{for_each}{part}"), ours);
        let file = File::parse("part.tf", Role::Configuration, &native).ok()?;
        let content = file.native()?;
        let mut inner = Rewriter::of_file(self.survey, &native, content);
        inner.top(&content.body);
        let text = inner.edits.slice(0..native.len()).to_text(&native);
        self.counted.append(&mut inner.counted);
        self.findings.extend(inner.findings.into_iter().map(|it| Finding::new(place, it.message)));
        let body = hcl_edit::parser::parse_body(&text).ok()?;
        let arguments = body.blocks().next()?.body.attributes();
        let arguments: Vec<_> = arguments
            .filter(|argument| argument.key.as_str() != "for_each")
            .map(|argument| (argument.key.to_string(), text[span(&argument.value)].to_owned()))
            .collect();
        (!arguments.is_empty()).then_some(arguments)
    }

    /// A dynamic block as it is written in the native syntax.
    fn json_dynamic_text(&self, member: &Member) -> Option<String> {
        let [block] = member.node.elements()[..] else { return None };
        let [content] = block.member("content")?.node.elements()[..] else { return None };
        let mut text = format!("  dynamic \"{}\" {{\n", member.name);
        if let Some(iterator) = block.member("iterator").and_then(|name| name.node.text()) {
            text += &format!("    iterator = {iterator}\n");
        }
        text +=
            &format!("    for_each = {}\n", self.expression_of(&block.member("for_each")?.node)?);
        text += "    content {\n";
        for argument in content.members() {
            let value = self.expression_of(&argument.node)?;
            text += &format!("      {} = {value}\n", argument.name);
        }
        Some(text + "    }\n  }\n")
    }

    /// A value as an expression in the native syntax, if it can be said there in the same words.
    pub(crate) fn expression_of(&self, node: &Node) -> Option<String> {
        match &node.value {
            Value::Other => Some(self.text[node.range.clone()].to_owned()),
            Value::Array(elements) => {
                let elements = elements.iter().map(|element| self.expression_of(element));
                Some(format!("[{}]", elements.collect::<Option<Vec<_>>>()?.join(", ")))
            }
            Value::Object(members) => {
                let members = members.iter().map(|member| {
                    Some(format!(
                        "{} = {}",
                        quoted(&member.name),
                        self.expression_of(&member.node)?
                    ))
                });
                Some(format!("{{ {} }}", members.collect::<Option<Vec<_>>>()?.join(", ")))
            }
            Value::Text(text) => template(text),
        }
    }
}

/// Whether some blocks of a kind are dynamic and others are not.
fn is_mixed(object: &Node) -> bool {
    let dynamic = object.member("dynamic").into_iter().flat_map(|member| member.node.elements());
    dynamic.flat_map(Node::members).any(|block| object.member(&block.name).is_some())
}

/// A text as an expression.
fn template(text: &str) -> Option<String> {
    let inner = text.strip_prefix("${").and_then(|inner| inner.strip_suffix('}'));
    match inner.filter(|inner| hcl_edit::parser::parse_expr(inner.trim()).is_ok()) {
        Some(inner) => Some(inner.trim().to_owned()),
        None => (!text.contains(['"', '\\', '\n'])).then(|| format!("\"{text}\"")),
    }
}

/// A resource with nothing but this block.
fn native(block: &str, ours: &Ours<'_>) -> String {
    let kind = format!("{}_{}", ours.family.local_name(), ours.kind);
    let ident = if ours.is_data { "data" } else { "resource" };
    format!("{ident} \"{kind}\" \"{}\" {{\n{block}}}\n", ours.name)
}
