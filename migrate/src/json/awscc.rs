//! Arguments of hashicorp/awscc in JSON.

use crate::json::values::quoted;
use crate::rules::origins::{ORIGIN_ELSEWHERE, RESTRICTIONS_ELSEWHERE, elsewhere};
use crate::rules::references::Rewriter;
use crate::rules::scope::Ours;
use crate::schema::renamed;
use crate::syntax::json::{Member, Node, Value};
use crate::syntax::lines::line_start;
use crate::syntax::pieces::Pieces;
use crate::tally::Rewritten;

impl Rewriter<'_> {
    /// Rewrites an argument of a resource.
    pub(crate) fn json_awscc(&mut self, object: &Node, member: &Member, ours: &Ours<'_>) {
        match (member.name.as_str(), &member.node.value) {
            ("tags", Value::Array(tags)) => self.json_tags(object, member, tags, ours),
            ("external_connections", Value::Array(names)) if names.len() < 2 => {
                self.json_value(&member.node);
                self.json_connection_list(member, names);
            }
            ("tags" | "external_connections", Value::Text(_) | Value::Array(_)) => {
                self.json_argument_by_rules(object, member, ours);
            }
            ("origin_configuration", _) => {
                self.json_value(&member.node);
                self.json_origin(&member.node);
            }
            (name, _) => {
                self.json_value(&member.node);
                let name = match name {
                    "external_connections" => Some("external_connection"),
                    "id" => None,
                    name => renamed(ours.kind, false, name),
                };
                if let Some(name) = name {
                    self.count(Rewritten::Argument);
                    self.edits.rename(member.key.clone(), format!("\"{name}\""));
                }
            }
        }
    }

    /// Rewrites an argument of a data source, whose ARN becomes names.
    pub(crate) fn json_awscc_data(&mut self, object: &Node, member: &Member, ours: &Ours<'_>) {
        match member.name.as_str() {
            "id" => self.json_argument_by_rules(object, member, ours),
            _ => self.json_value(&member.node),
        }
    }

    /// Puts what comes of an argument in its place, by the rules of the native syntax.
    fn json_argument_by_rules(&mut self, object: &Node, member: &Member, ours: &Ours<'_>) {
        let expression = self.expression_of(&member.node);
        let part = expression.map(|value| format!("  {} = {value}\n", member.name));
        let place = member.key.start;
        let arguments = part.and_then(|part| self.json_by_rules(object, place, &part, ours));
        let Some(arguments) = arguments else {
            let message =
                format!("`{}` was not rewritten. Write it as the guide shows.", member.name);
            return self.find(place, message);
        };
        self.count(Rewritten::Argument);
        let arguments = arguments
            .into_iter()
            .map(|(name, value)| Pieces::from(format!("\"{name}\": {}", in_json(&value))));
        let range = member.key.start..member.node.range.end;
        self.edits.replace(range, Pieces::join(arguments, ", "));
    }

    fn json_connection_list(&mut self, member: &Member, names: &[Node]) {
        self.count(Rewritten::Argument);
        self.edits.rename(member.key.clone(), "\"external_connection\"");
        let name = names.first().map(|name| self.edits.slice(name.range.clone()));
        self.edits.replace(member.node.range.clone(), name.unwrap_or_else(|| "null".into()));
    }

    /// Tags that are written out become members.
    fn json_tags(&mut self, object: &Node, member: &Member, tags: &[Node], ours: &Ours<'_>) {
        self.json_value(&member.node);
        let pair = |tag: &Node| {
            let key = &tag.member("key")?.node;
            let value = &tag.member("value")?.node;
            let key = key.text().map(|_| self.edits.slice(key.range.clone()))?;
            Some(key.text(": ").then(self.edits.slice(value.range.clone())))
        };
        let pairs: Option<Vec<_>> = tags.iter().map(pair).collect();
        let Some(pairs) = pairs else {
            return self.json_argument_by_rules(object, member, ours);
        };
        self.count(Rewritten::Argument);
        let map = match &pairs[..] {
            [] => "{}".into(),
            _ => Pieces::from("{ ").then(Pieces::join(pairs, ", ")).text(" }"),
        };
        self.edits.replace(member.node.range.clone(), map);
    }

    /// An origin configuration has one level more there.
    fn json_origin(&mut self, node: &Node) {
        match &node.value {
            Value::Object(_) => {}
            Value::Other => return,
            _ => return self.find(node.range.start, ORIGIN_ELSEWHERE),
        }
        let Some(level) = node.member("restrictions") else { return };
        let Value::Object(restrictions) = &level.node.value else {
            return self.find(level.key.start, RESTRICTIONS_ELSEWHERE);
        };
        for restriction in restrictions {
            self.json_restriction(restriction);
        }
        match (restrictions.first(), restrictions.last()) {
            (Some(first), Some(last)) => {
                let range = first.key.start..last.node.range.end;
                self.json_without_level(level, range);
            }
            _ => self.json_remove(node, level),
        }
    }

    fn json_restriction(&mut self, restriction: &Member) {
        match &restriction.node.value {
            Value::Object(members) => {
                let mode = members.iter().find(|member| member.name == "restriction_mode");
                if let Some(mode) = mode {
                    self.edits.rename(mode.key.clone(), "\"mode\"");
                }
            }
            Value::Other => {}
            _ => self.find(restriction.key.start, elsewhere(&restriction.name)),
        }
    }

    /// Puts what is within the level in its place.
    fn json_without_level(&mut self, level: &Member, inner: std::ops::Range<usize>) {
        self.count(Rewritten::Argument);
        let start = level.key.start;
        let is_line = !self.text[start..inner.start].contains('\n');
        let moved = match is_line {
            true => 0,
            false => {
                self.width(inner.start).saturating_sub(self.width(line_start(self.text, start)))
            }
        };
        let pieces = self.edits.slice(inner).dedented(self.text, moved, &[]);
        self.edits.replace(start..level.node.range.end, pieces);
    }
}

/// An expression of the native syntax as a value.
fn in_json(expression: &str) -> String {
    match hcl_edit::parser::parse_expr(expression) {
        Ok(hcl_edit::expr::Expression::String(text)) => quoted(text.as_str()),
        Ok(hcl_edit::expr::Expression::Null(_)) => expression.to_owned(),
        _ => quoted(&format!("${{{expression}}}")),
    }
}
