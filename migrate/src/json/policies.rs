//! Policies of hashicorp/awscc in JSON, which are resources of their own here.

use hcl_edit::parser::parse_expr;

use crate::rules::blocks::MAXIMAL_WIDTH;
use crate::rules::policies::{import_message, may_be_null, null_message, policy_kind};
use crate::rules::references::Rewriter;
use crate::rules::scope::Ours;
use crate::syntax::expressions::is_operation;
use crate::syntax::json::{Member, Node, Value};
use crate::syntax::lines::line_start;
use crate::syntax::pieces::Pieces;
use crate::tally::Rewritten;

/// A policy that goes into a resource of its own.
pub(crate) struct Policy {
    /// The member for the type of the policy.
    entry: Pieces,
    /// Its `import` block, in roots.
    import: Option<Pieces>,
}

impl Rewriter<'_> {
    /// Takes the policy out of a resource, whose arguments are rewritten already.
    pub(crate) fn json_policy(&mut self, node: &Node, ours: &Ours<'_>) -> Option<Policy> {
        let document = node.member("permissions_policy_document")?;
        match &document.node.value {
            Value::Text(text) => {
                let policy = self.json_policy_of(node, document, text, ours);
                self.json_remove(node, document);
                Some(policy)
            }
            Value::Other => {
                self.json_remove(node, document);
                None
            }
            _ => {
                self.find(
                    document.key.start,
                    "`permissions_policy_document` is not a string. Write it as `policy_document` of \
                     a permissions policy, which is a resource of its own here.",
                );
                None
            }
        }
    }

    fn json_policy_of(
        &mut self,
        node: &Node,
        document: &Member,
        text: &str,
        ours: &Ours<'_>,
    ) -> Policy {
        self.count(Rewritten::Policy);
        let has_count = node.member("count").is_some();
        let can_import = self.can_import(has_count);
        let mut marks = Vec::new();
        if !can_import {
            let message = self.without_import(ours, has_count);
            marks.push(self.mark(document.key.start, message));
        }
        let is_repeated = has_count || node.member("for_each").is_some();
        if let Some(message) = null_warning(text, is_repeated) {
            marks.push(self.mark(document.key.start, message));
        }
        let marked = marks.into_iter().fold(Pieces::default(), Pieces::mark);
        let entry = marked.then(self.json_policy_entry(node, document, ours));
        Policy { entry, import: can_import.then(|| self.json_policy_import(node, ours)) }
    }

    fn json_policy_entry(&self, node: &Node, document: &Member, ours: &Ours<'_>) -> Pieces {
        let key = match () {
            () if node.member("for_each").is_some() => "[each.key]",
            () if node.member("count").is_some() => "[count.index]",
            () => "",
        };
        let object = format!("{}.{}{key}", ours.kind, ours.name);
        let taken = ["count", "for_each", "provider"];
        let taken = taken.iter().filter_map(|name| Some(self.json_copy(node.member(name)?)));
        let names = match ours.kind {
            "codeartifact_repository" => &["domain", "repository"][..],
            _ => &["domain"],
        };
        let names =
            names.iter().map(|name| Pieces::from(format!("\"{name}\": \"${{{object}.{name}}}\"")));
        let value = self.edits.slice(document.node.range.clone());
        let value = Pieces::from("\"policy_document\": ").then(value);
        let members = taken.chain(names).chain([value]).collect();
        Pieces::from(format!("\"{}\": ", ours.name)).then(self.json_object_of(node, members))
    }

    /// Members as an object in the place of another one, on one line if they fit.
    fn json_object_of(&self, node: &Node, members: Vec<Pieces>) -> Pieces {
        let width = self.width(node.range.start);
        let line = Pieces::join(members.clone(), ", ");
        if width + line.to_text(self.text).chars().count() <= MAXIMAL_WIDTH {
            return Pieces::from("{ ").then(line).text(" }");
        }
        let between = format!("\n{}", self.indent(width + self.step()));
        let lines = Pieces::join(members, &format!(",{between}"));
        let end = format!("\n{}}}", self.indent(width));
        Pieces::from("{").text(between).then(lines).text(end)
    }

    fn json_policy_import(&mut self, node: &Node, ours: &Ours<'_>) -> Pieces {
        let mark = self.mark(node.range.start, import_message(ours));
        let for_each = node.member("for_each");
        let key = if for_each.is_some() { "[each.key]" } else { "" };
        let (policy, kind, name) = (policy_kind(ours), ours.kind, ours.name);
        let repeated = for_each.map(|for_each| self.json_copy(for_each).text(", "));
        Pieces::default()
            .mark(mark)
            .text("{ ")
            .then(repeated.unwrap_or_default())
            .text(format!("\"to\": \"{policy}.{name}{key}\", "))
            .text(format!("\"id\": \"${{{kind}.{name}{key}.arn}}\" }}"))
    }

    /// A member as it will be.
    fn json_copy(&self, member: &Member) -> Pieces {
        self.edits.slice(member.key.start..member.node.range.end)
    }

    /// Adds the policies of a type of objects behind it; what remains are their `import` blocks.
    pub(crate) fn json_add_policies(
        &mut self,
        types: &Node,
        kind: &Member,
        policies: Vec<Policy>,
    ) -> Vec<Pieces> {
        let (entries, imports): (Vec<_>, Vec<_>) =
            policies.into_iter().map(|policy| (policy.entry, policy.import)).unzip();
        if entries.is_empty() {
            return Vec::new();
        }
        let policies = format!("{}_permissions_policy", kind.name.trim_start_matches("awscc_"));
        let is_there = |member: &&Member| member.name.trim_start_matches("aws_") == policies;
        match types.members().iter().find(is_there) {
            Some(there) => {
                for entry in entries {
                    self.json_add(&there.node, there.node.members().last(), entry);
                }
            }
            None => {
                let inner = self.json_lines(kind.key.start, 2, entries);
                let member = Pieces::from(format!("\"{policies}\": {{")).then(inner).text("}");
                self.json_add(types, Some(kind), member);
            }
        }
        imports.into_iter().flatten().collect()
    }

    /// Adds `import` blocks to a document.
    pub(crate) fn json_add_imports(&mut self, root: &Node, imports: Vec<Pieces>) {
        if imports.is_empty() {
            return;
        }
        let Some(resource) = root.member("resource") else { return };
        let Some(there) = root.member("import") else {
            let inner = self.json_lines(resource.key.start, 1, imports);
            let member = Pieces::from("\"import\": [").then(inner).text("]");
            return self.json_add(root, Some(resource), member);
        };
        let range = there.node.range.clone();
        match &there.node.value {
            Value::Array(blocks) => {
                let place = blocks.last().map_or(range.start + 1, |last| last.range.end);
                let between = self.json_between(blocks.last());
                let before = if blocks.is_empty() { "" } else { &between };
                let imports = Pieces::join(imports, &between);
                self.edits.insert(place, Pieces::from(before).then(imports));
            }
            _ => {
                self.edits.insert(range.start, "[");
                let imports = Pieces::join(imports, ", ").text("]");
                self.edits.insert(range.end, Pieces::from(", ").then(imports));
            }
        }
    }

    /// What stands between an element and the next one.
    fn json_between(&self, last: Option<&Node>) -> String {
        let start = last.map_or(0, |last| last.range.start);
        let has_own_line = self.text[line_start(self.text, start)..start].trim().is_empty();
        match last.filter(|_| has_own_line) {
            Some(_) => format!(",\n{}", self.indent(self.width(start))),
            None => ", ".to_owned(),
        }
    }

    /// Parts on lines of their own, one level deeper than a place of this depth.
    fn json_lines(&self, place: usize, depth: usize, parts: Vec<Pieces>) -> Pieces {
        let width = self.width(place);
        let line = format!("\n{}", self.indent(width + width / depth));
        let parts = Pieces::join(parts, &format!(",{line}"));
        Pieces::from(line).then(parts).text(format!("\n{}", self.indent(width)))
    }
}

/// What is to be said of a document that may be null.
fn null_warning(text: &str, is_repeated: bool) -> Option<String> {
    let value = text.strip_prefix("${")?.strip_suffix('}')?.trim();
    let expression = parse_expr(value).ok().filter(may_be_null)?;
    Some(null_message(value, is_operation(&expression), is_repeated))
}
