//! Resources and data sources in JSON, and the other blocks of a document.

use hcl_edit::expr::Expression;
use hcl_edit::parser::parse_expr;

use crate::json::values::quoted;
use crate::rules::bodies::IMPORT_ID;
use crate::rules::references::Rewriter;
use crate::rules::scope::{Around, Ours};
use crate::schema::Family;
use crate::syntax::json::{Member, Node, Value};
use crate::syntax::pieces::Pieces;
use crate::tally::Rewritten;

impl Rewriter<'_> {
    /// Rewrites a document.
    pub(crate) fn json_top(&mut self, root: &Node) {
        let mut imports = Vec::new();
        for member in root.members() {
            match member.name.as_str() {
                "//" | "terraform" | "moved" | "removed" => {}
                "resource" | "data" | "ephemeral" => {
                    for types in member.node.elements() {
                        imports.extend(self.json_types(types, member.name != "resource"));
                    }
                }
                "import" => member.node.elements().iter().for_each(|node| self.json_import(node)),
                "check" => {
                    member.node.labelled().for_each(|(_, check)| self.json_top(check));
                }
                "module" => self.json_each(&member.node),
                _ => self.json_test_part(member),
            }
        }
        self.json_add_imports(root, imports);
    }

    /// Values that are not ours: each may be for each instance of something that is.
    fn json_each(&mut self, names: &Node) {
        for (_, node) in names.labelled() {
            self.each = self.json_each_of(node);
            self.json_value(node);
        }
        self.each = None;
    }

    fn json_types(&mut self, types: &Node, is_data: bool) -> Vec<Pieces> {
        let mut imports = Vec::new();
        for kind in types.members() {
            let names: Vec<_> = kind.node.elements().into_iter().flat_map(Node::members).collect();
            let Some((family, new)) = Family::of_type(&kind.name) else {
                self.json_each(&kind.node);
                continue;
            };
            let clashes = |name: &Member| self.survey.clashes(family, is_data, new, &name.name);
            let (kept, names): (Vec<_>, Vec<_>) = names.into_iter().partition(|it| clashes(it));
            for name in &kept {
                self.find(name.key.start, clash_message(&kind.name, new, &name.name));
                self.json_value(&name.node);
            }
            if names.is_empty() {
                continue;
            }
            self.json_keep(types, kind, &kept);
            self.edits.replace(kind.key.clone(), format!("\"{new}\""));
            self.count(Rewritten::Type);
            let mut policies = Vec::new();
            for name in names {
                let ours = Ours { family, is_data, kind: new, name: &name.name };
                for node in name.node.elements() {
                    self.json_object(node, &ours);
                    let has_policy = family == Family::Awscc && !is_data;
                    policies.extend(has_policy.then(|| self.json_policy(node, &ours)).flatten());
                }
            }
            imports.extend(self.json_add_policies(types, kind, policies));
        }
        imports
    }

    /// Puts objects that keep their type into a member of their own.
    fn json_keep(&mut self, types: &Node, kind: &Member, kept: &[&Member]) {
        for name in kept {
            let object = self.edits.slice(name.key.start..name.node.range.end);
            let member = Pieces::from(format!("\"{}\": {{ ", kind.name)).then(object).text(" }");
            self.json_add(types, Some(kind), member);
        }
        for owner in kind.node.elements() {
            self.json_remove_all(owner, |member| kept.iter().any(|kept| kept.key == member.key));
        }
    }

    fn json_object(&mut self, node: &Node, ours: &Ours<'_>) {
        self.each = self.json_each_of(node);
        self.this = Some(self.subject_of(ours));
        for member in node.members() {
            match (ours.kind, member.name.as_str()) {
                (_, "//") => {}
                (_, "provider") => self.json_provider(&member.node),
                (_, "for_each") => self.json_named(&member.node),
                (_, "depends_on") => self.json_references(&member.node, Around::Whole),
                (_, "lifecycle") => self.json_lifecycle(&member.node, ours),
                _ if ours.is_data && ours.family == Family::Awscc => {
                    self.json_awscc_data(node, member, ours);
                }
                _ if ours.is_data => self.json_value(&member.node),
                _ if ours.family == Family::Awscc => self.json_awscc(node, member, ours),
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
        self.each = None;
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

    /// The names of a list, each by the rules of the native syntax.
    fn json_ignored(&mut self, node: &Node, ours: &Ours<'_>) {
        let Value::Array(elements) = &node.value else { return };
        let mut kept = Vec::new();
        for element in elements {
            let name = element.text().unwrap_or_default();
            let names = self.json_ignored_name(element, name, ours);
            let is_same = names.iter().eq([name]);
            let names: Vec<_> = names.iter().map(|name| quoted(name)).collect();
            if !names.is_empty() && !is_same {
                self.edits.replace(element.range.clone(), names.join(", "));
            }
            kept.extend(names);
        }
        if kept.len() < elements.len() {
            self.edits.replace(node.range.clone(), format!("[{}]", kept.join(", ")));
        }
    }

    fn json_ignored_name(&mut self, node: &Node, name: &str, ours: &Ours<'_>) -> Vec<String> {
        let list = format!("[{name}]");
        let Ok(Expression::Array(array)) = parse_expr(&list) else { return vec![name.to_owned()] };
        let new = self.json_inner(node, &list, |inner| inner.ignored_list(&array, ours));
        let names = new.trim_matches(['[', ']']).split(", ");
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    /// Takes a member away, with its comma.
    pub(crate) fn json_remove(&mut self, object: &Node, member: &Member) {
        self.json_remove_all(object, |other| other.key == member.key);
    }

    fn json_remove_all(&mut self, object: &Node, is_gone: impl Fn(&Member) -> bool) {
        let members = object.members();
        let Some(first) = members.iter().position(|member| !is_gone(member)) else {
            return self.edits.replace(object.range.clone(), "{}");
        };
        if first > 0 {
            self.edits.remove(members[0].key.start..members[first].key.start);
        }
        for pair in members[first..].windows(2).filter(|pair| is_gone(&pair[1])) {
            self.edits.remove(pair[0].node.range.end..pair[1].node.range.end);
        }
    }

    fn json_import(&mut self, node: &Node) {
        let kind = node.member("to").and_then(|to| self.json_imported(to.node.text()?));
        let is_origin = kind.as_deref() == Some("codeartifact_package_origin_configuration");
        for member in node.members() {
            match member.name.as_str() {
                "to" => self.json_references(&member.node, Around::Whole),
                "id" if is_origin => self.json_import_id(&member.node),
                "for_each" => self.json_named(&member.node),
                "provider" => self.json_provider(&member.node),
                _ => self.json_value(&member.node),
            }
        }
    }

    /// The type of what is imported, if it is ours.
    fn json_imported(&self, to: &str) -> Option<String> {
        Rewriter::new(self.survey, to).imported(&parse_expr(to).ok()?)
    }

    /// The ID of a package origin configuration, which was written with commas.
    fn json_import_id(&mut self, node: &Node) {
        match node.text() {
            Some(id) if id.contains("${") => {
                self.json_value(node);
                self.find(node.range.start, IMPORT_ID);
            }
            Some(id) => self.replace_text(node, id, id.replace(',', "/")),
            None => {}
        }
    }
}

fn clash_message(old: &str, new: &str, name: &str) -> String {
    format!(
        "`{old}.{name}` would get the name of another object, `{new}.{name}`, so its type was not \
         changed. Rename it, add a `moved` block, and run this command again."
    )
}
