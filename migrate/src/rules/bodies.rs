//! Blocks, and what their arguments are.

use hcl_edit::expr::Expression;
use hcl_edit::structure::{Attribute, Block, BlockLabel, Body, Structure};

use crate::configuration::reference::Reference;
use crate::rules::nested::{Dynamic, iterator_name};
use crate::rules::references::Rewriter;
use crate::rules::scope::{Access, Around, Binding, Iterator, Ours, Subject};
use crate::schema::{Family, LOCAL_NAME};
use crate::syntax::expressions::{argument, label, literal, root, span};
use crate::tally::Rewritten;

/// Why an import ID is left to the user.
pub(crate) const IMPORT_ID: &str = "The import ID of a package origin configuration has slashes here: \
     `DOMAIN/REPOSITORY/FORMAT/NAMESPACE/PACKAGE`. Replace the commas.";

impl Rewriter<'_> {
    /// Rewrites the blocks of a file.
    pub(crate) fn top(&mut self, body: &Body) {
        for structure in body {
            match structure {
                Structure::Attribute(attribute) => self.attribute("", attribute, None),
                Structure::Block(block) => self.top_block(block),
            }
        }
    }

    fn top_block(&mut self, block: &Block) {
        match block.ident.as_str() {
            "resource" | "data" | "ephemeral" | "list" => self.object(block),
            "moved" | "removed" | "terraform" => {}
            "check" => self.top(&block.body),
            "import" => self.import(block),
            "mock_provider" | "mock_resource" | "mock_data" => self.mock(block),
            "override_resource" | "override_data" => self.overridden(block),
            "run" => self.run(block),
            _ => self.plain(block),
        }
    }

    /// A block that is not ours, whose expressions may name what is.
    pub(crate) fn plain(&mut self, block: &Block) {
        self.each = self.each_of(&block.body);
        self.body(block, None);
        self.each = None;
    }

    fn object(&mut self, block: &Block) {
        let is_data = block.ident.as_str() != "resource";
        let Some((family, kind)) = label(block, 0).and_then(Family::of_type) else {
            return self.plain(block);
        };
        let name = label(block, 1).unwrap_or_default();
        if self.survey.clashes(family, is_data, kind, name) {
            return self.kept(block, family, kind, name);
        }
        self.rename_label(&block.labels[0], kind);
        let ours = Ours { family, is_data, kind, name };
        self.each = self.each_of(&block.body);
        self.this = Some(self.subject_of(&ours));
        self.body(block, Some(&ours));
        if block.ident.as_str() == "resource" || block.ident.as_str() == "data" {
            self.convert(block, &ours);
        }
        self.each = None;
        self.this = None;
    }

    fn kept(&mut self, block: &Block, family: Family, kind: &str, name: &str) {
        let message = format!(
            "`{family}_{kind}.{name}` would get the name of another object, `{kind}.{name}`, so it was \
             not changed. Rename it, add a `moved` block, and run this command again.",
            family = family.local_name()
        );
        self.find(span(block).start, message);
        self.plain(block);
    }

    pub(crate) fn subject_of(&self, ours: &Ours<'_>) -> Subject {
        let object = self.survey.object(ours.family, ours.is_data, ours.kind, ours.name);
        Subject {
            family: ours.family,
            is_data: ours.is_data,
            kind: ours.kind.to_owned(),
            name: ours.name.to_owned(),
            is_many: false,
            is_splat: false,
            access: Access::None,
            object: object.cloned(),
            label: "`self`".to_owned(),
        }
    }

    /// What `each.value` is, if the block is for each instance of a resource.
    fn each_of(&self, body: &Body) -> Option<Subject> {
        self.each_in(&argument(body, "for_each")?.value)
    }

    /// What `each.value` is, if a collection is all instances of a resource.
    pub(crate) fn each_in(&self, collection: &Expression) -> Option<Subject> {
        let subject = self.whole(collection)?;
        let label = format!("`each.value` of {}", subject.label);
        let each = subject.instance(Access::Key("each.key".to_owned()));
        (!self.is_kept(&each)).then_some(Subject { label, ..each })
    }

    pub(crate) fn rename_label(&mut self, label: &BlockLabel, name: &str) {
        self.count(Rewritten::Type);
        let range = span(label);
        let quoted = format!("\"{name}\"");
        let is_quoted = matches!(label, BlockLabel::String(_));
        self.edits.rename(range, if is_quoted { quoted.as_str() } else { name });
    }

    /// The arguments and blocks within a block.
    pub(crate) fn body(&mut self, block: &Block, ours: Option<&Ours<'_>>) {
        let ident = block.ident.as_str();
        for structure in &block.body {
            match structure {
                Structure::Attribute(attribute) => self.attribute(ident, attribute, ours),
                Structure::Block(inner) if inner.ident.as_str() == "dynamic" => {
                    self.dynamic(inner, ours);
                }
                Structure::Block(inner) => self.body(inner, ours),
            }
        }
    }

    fn attribute(&mut self, ident: &str, attribute: &Attribute, ours: Option<&Ours<'_>>) {
        let value = &attribute.value;
        let around = match (ident, attribute.key.as_str()) {
            ("module" | "run", "providers") => return,
            (_, "provider") if ours.is_some() => return self.provider(value),
            ("resource" | "data" | "ephemeral" | "list", "provider") => return,
            ("lifecycle", "ignore_changes") => {
                return ours.map_or((), |ours| self.ignored(attribute, ours));
            }
            ("lifecycle", "replace_triggered_by") => Around::Triggers,
            ("override_resource" | "override_data" | "plan_options", "target" | "replace")
            | ("run", "expect_failures")
            | (_, "depends_on" | "for_each") => Around::Whole,
            _ => Around::Value,
        };
        self.expression(value, around);
    }

    /// The configuration of the provider that an object uses.
    pub(crate) fn provider(&mut self, value: &Expression) {
        let known = Reference::of(value)
            .and_then(|reference| self.survey.provider(&reference).map(|_| reference));
        let Some(reference) = known else { return };
        let start = span(value).start + usize::from(literal(value).is_some());
        self.count(Rewritten::ProviderReference);
        self.edits.rename(start..start + reference.name.len(), LOCAL_NAME);
    }

    fn dynamic(&mut self, block: &Block, ours: Option<&Ours<'_>>) {
        let Some(for_each) = argument(&block.body, "for_each") else {
            return self.body(block, ours);
        };
        let name = iterator_name(block);
        let converted = ours.and_then(|ours| Dynamic::of(block, ours));
        let value = self.collection(for_each, converted.as_ref()).map(|subject| {
            let label = format!("`{name}.value` of {}", subject.label);
            Subject { label, ..subject.instance(Access::None) }
        });
        let replacements = converted.map(|dynamic| dynamic.replacements(self));
        let binding = Binding::Iterator(Iterator { value, replacements });
        self.bound(&[(&name, binding)], |inner| {
            for content in block.body.blocks() {
                inner.body(content, None);
            }
        });
    }

    /// Rewrites what a dynamic block is for, and finds the resource that its iterator goes over.
    fn collection(
        &mut self,
        for_each: &Attribute,
        dynamic: Option<&Dynamic<'_>>,
    ) -> Option<Subject> {
        let Some((condition, value)) = dynamic.and_then(Dynamic::chosen) else {
            let element = self.element_of(&for_each.value, None, "", 0);
            let is_block = matches!(element, Binding::Upstream | Binding::Connection);
            let around = if is_block { Around::Value } else { Around::Collection };
            self.expression(&for_each.value, around);
            return self.whole(&for_each.value);
        };
        let subject = self.whole(value);
        self.expression(condition, Around::Value);
        let around = if subject.is_some() { Around::Whole } else { Around::Value };
        self.expression(value, around);
        subject
    }

    fn import(&mut self, block: &Block) {
        let to = argument(&block.body, "to").map(|to| &to.value);
        let subject = to.and_then(|to| self.imported(to));
        self.each = self.each_of(&block.body);
        for attribute in block.body.attributes() {
            match attribute.key.as_str() {
                "to" => self.expression(&attribute.value, Around::Whole),
                "provider" if subject.is_some() => self.provider(&attribute.value),
                "provider" => {}
                "id" if subject.as_deref() == Some("codeartifact_package_origin_configuration") => {
                    self.import_id(&attribute.value);
                }
                "for_each" => self.expression(&attribute.value, Around::Whole),
                _ => self.expression(&attribute.value, Around::Value),
            }
        }
        self.each = None;
    }

    /// The type of what is imported, if it is ours.
    pub(crate) fn imported(&self, to: &Expression) -> Option<String> {
        let Expression::Traversal(traversal) = to else { return None };
        if root(traversal) == Some("module") {
            let mut names = traversal
                .operators
                .iter()
                .filter_map(|name| crate::syntax::expressions::attribute(name));
            return names.find_map(Family::of_type).map(|(_, kind)| kind.to_owned());
        }
        let (subject, _) = self.subject(&traversal.expr, &traversal.operators)?;
        (!self.is_kept(&subject)).then_some(subject.kind)
    }

    /// The ID of a package origin configuration, which was written with commas.
    fn import_id(&mut self, value: &Expression) {
        match literal(value) {
            Some(id) if id.contains(',') => {
                let id = format!("\"{}\"", id.replace(',', "/"));
                self.edits.replace(span(value), id);
            }
            Some(_) => {}
            None => {
                self.expression(value, Around::Value);
                self.find(span(value).start, IMPORT_ID);
            }
        }
    }
}
