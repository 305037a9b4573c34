//! Resources and data sources in JSON, and the other blocks of a document.

use crate::rules::references::Rewriter;
use crate::rules::scope::{Around, Ours};
use crate::schema::{Family, renamed};
use crate::syntax::json::{Member, Node, Value};
use crate::tally::Rewritten;

impl Rewriter<'_> {
    /// Rewrites a document.
    pub(crate) fn json_top(&mut self, root: &Node) {
        for member in root.members() {
            match member.name.as_str() {
                "//" | "terraform" | "moved" | "removed" => {}
                "resource" | "data" | "ephemeral" => {
                    for types in member.node.elements() {
                        self.json_types(types, member.name != "resource");
                    }
                }
                "import" => member.node.elements().iter().for_each(|node| self.json_import(node)),
                "mock_resource" | "mock_data" => self.json_mocks(&member.node),
                _ => self.json_value(&member.node),
            }
        }
    }

    fn json_types(&mut self, types: &Node, is_data: bool) {
        for kind in types.members() {
            let names: Vec<_> = kind.node.elements().into_iter().flat_map(Node::members).collect();
            let Some((family, new)) = Family::of_type(&kind.name) else {
                names.iter().for_each(|name| self.json_value(&name.node));
                continue;
            };
            let clash =
                names.iter().find(|name| self.survey.clashes(family, is_data, new, &name.name));
            if let Some(clash) = clash {
                self.find(clash.key.start, clash_message(&kind.name, new, &clash.name));
                names.iter().for_each(|name| self.json_value(&name.node));
                continue;
            }
            self.edits.replace(kind.key.clone(), format!("\"{new}\""));
            self.count(Rewritten::Type);
            for name in names {
                let ours = Ours { family, is_data, kind: new, name: &name.name };
                name.node.elements().into_iter().for_each(|node| self.json_object(node, &ours));
            }
        }
    }

    fn json_object(&mut self, node: &Node, ours: &Ours<'_>) {
        self.this = Some(self.subject_of(ours));
        for member in node.members() {
            match (ours.kind, member.name.as_str()) {
                (_, "//") => {}
                (_, "provider") => self.json_provider(&member.node),
                (_, "depends_on") => self.json_references(&member.node, Around::Whole),
                (_, "lifecycle") => self.json_lifecycle(&member.node, ours),
                _ if ours.is_data => self.json_value(&member.node),
                (_, name) if ours.family == Family::Awscc => {
                    self.json_value(&member.node);
                    self.json_awscc(member, name, ours);
                }
                (kind, "policy_revision") if kind.ends_with("_permissions_policy") => {
                    self.json_remove(node, member);
                }
                ("codeartifact_repository", "upstream" | "external_connections" | "dynamic")
                | ("codeartifact_package_origin_configuration", "restrictions" | "dynamic") => {
                    self.json_blocks(node, member, ours);
                }
                _ => self.json_value(&member.node),
            }
        }
        self.this = None;
    }

    fn json_lifecycle(&mut self, node: &Node, ours: &Ours<'_>) {
        for member in node.elements().into_iter().flat_map(Node::members) {
            match member.name.as_str() {
                "ignore_changes" => self.json_ignored(&member.node, ours),
                "replace_triggered_by" => self.json_references(&member.node, Around::Triggers),
                _ => self.json_value(&member.node),
            }
        }
    }

    fn json_ignored(&mut self, node: &Node, ours: &Ours<'_>) {
        let Value::Array(elements) = &node.value else { return };
        for element in elements {
            let Some(name) = element.text() else { continue };
            let new = match (ours.kind, name) {
                ("codeartifact_repository", "upstream") => "\"upstreams\"",
                ("codeartifact_repository", "external_connections") => "\"external_connection\"",
                ("codeartifact_package_origin_configuration", "restrictions") => {
                    "\"publish\", \"upstream\""
                }
                _ => continue,
            };
            self.edits.replace(element.range.clone(), new);
        }
        let gone = |element: &&Node| {
            matches!(element.text(), Some("asset_size_bytes" | "repository_count"))
        };
        if ours.kind == "codeartifact_domain" && elements.iter().any(|element| gone(&element)) {
            let kept = elements.iter().filter(|element| !gone(element));
            let kept: Vec<_> =
                kept.map(|element| self.text[element.range.clone()].to_owned()).collect();
            self.edits.replace(node.range.clone(), format!("[{}]", kept.join(", ")));
        }
    }

    /// Takes a member away, with its comma.
    pub(crate) fn json_remove(&mut self, object: &Node, member: &Member) {
        let members = object.members();
        let index = members.iter().position(|other| other.key == member.key).unwrap_or_default();
        let before = index.checked_sub(1).map(|before| members[before].node.range.end);
        let range = match (before, members.get(index + 1)) {
            (Some(before), _) => before..member.node.range.end,
            (None, Some(next)) => member.key.start..next.key.start,
            (None, None) => member.key.start..member.node.range.end,
        };
        self.edits.remove(range);
    }

    fn json_awscc(&mut self, member: &Member, name: &str, ours: &Ours<'_>) {
        if let Some(new) = renamed(ours.kind, false, name) {
            return self.edits.rename(member.key.clone(), format!("\"{new}\""));
        }
        match (name, &member.node.value) {
            ("tags", Value::Array(tags)) => self.json_tags(&member.node, tags),
            ("external_connections", Value::Array(names)) if names.len() < 2 => {
                self.edits.rename(member.key.clone(), "\"external_connection\"");
                let name = names.first().map(|name| self.edits.slice(name.range.clone()));
                self.edits
                    .replace(member.node.range.clone(), name.unwrap_or_else(|| "null".into()));
            }
            (
                "tags"
                | "external_connections"
                | "origin_configuration"
                | "permissions_policy_document",
                _,
            ) => {
                let message = format!(
                    "`{name}` in JSON was not rewritten. Write it as the guide \"Coming from \
                     hashicorp/aws or hashicorp/awscc\" shows."
                );
                self.find(member.key.start, message);
            }
            _ => {}
        }
    }

    fn json_tags(&mut self, node: &Node, tags: &[Node]) {
        let pair = |tag: &Node| {
            let key = &tag.member("key")?.node;
            let value = &tag.member("value")?.node;
            Some((self.edits.slice(key.range.clone()), self.edits.slice(value.range.clone())))
        };
        let pairs: Option<Vec<_>> = tags.iter().map(pair).collect();
        let Some(pairs) = pairs else {
            return self
                .find(node.range.start, "`tags` is a map here. Write each tag as a member.");
        };
        let entries = pairs.into_iter().map(|(key, value)| key.text(": ").then(value));
        let entries = crate::syntax::pieces::Pieces::join(entries, ", ");
        let map = crate::syntax::pieces::Pieces::from("{ ").then(entries).text(" }");
        self.edits.replace(node.range.clone(), map);
    }

    fn json_import(&mut self, node: &Node) {
        for member in node.members() {
            match member.name.as_str() {
                "to" => self.json_references(&member.node, Around::Whole),
                "provider" => self.json_provider(&member.node),
                _ => self.json_value(&member.node),
            }
        }
    }

    fn json_mocks(&mut self, node: &Node) {
        for kind in node.elements().into_iter().flat_map(Node::members) {
            if let Some((_, new)) = Family::of_type(&kind.name) {
                self.edits.rename(kind.key.clone(), format!("\"{new}\""));
            }
        }
    }
}

fn clash_message(old: &str, new: &str, name: &str) -> String {
    format!(
        "`{old}.{name}` would get the name of another object, `{new}.{name}`, so its type was not \
         changed. Rename it, add a `moved` block, and run this command again."
    )
}
