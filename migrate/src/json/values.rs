//! Values, whose texts are templates, and in some places references.

use std::mem::take;

use hcl_edit::parser::{parse_expr, parse_template};

use crate::configuration::reference::Reference;
use crate::report::Finding;
use crate::rules::references::Rewriter;
use crate::rules::scope::{Around, Subject};
use crate::schema::{Family, LOCAL_NAME};
use crate::syntax::json::{Member, Node, Value};
use crate::tally::Rewritten;

/// A text with its quotes.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The expression of a text that is nothing else, as far as that is plain.
pub(crate) fn only_expression(text: &str) -> Option<&str> {
    let expression = text.strip_prefix("${")?.strip_suffix('}')?;
    parse_expr(expression).is_ok().then_some(expression)
}

impl Rewriter<'_> {
    /// Rewrites all templates within a value.
    pub(crate) fn json_value(&mut self, node: &Node) {
        match &node.value {
            Value::Text(text) => self.json_template(node, text),
            Value::Array(elements) => elements.iter().for_each(|element| self.json_value(element)),
            Value::Object(members) => members.iter().for_each(|member| self.json_member(member)),
            Value::Other => {}
        }
    }

    fn json_member(&mut self, member: &Member) {
        match member.name.as_str() {
            "//" | "provider" | "providers" => {}
            "depends_on" => self.json_references(&member.node, Around::Whole),
            "for_each" => self.json_named(&member.node),
            "replace_triggered_by" => self.json_references(&member.node, Around::Triggers),
            _ => self.json_value(&member.node),
        }
    }

    /// Rewrites texts that are references.
    pub(crate) fn json_references(&mut self, node: &Node, around: Around) {
        for element in node.elements() {
            let Some(text) = element.text() else { continue };
            if let Ok(expression) = parse_expr(text) {
                let new =
                    self.json_inner(element, text, |inner| inner.expression(&expression, around));
                self.replace_text(element, text, new);
            }
        }
    }

    /// Rewrites a value in which a resource is named, and not read.
    pub(crate) fn json_named(&mut self, node: &Node) {
        let parsed = node.text().and_then(|text| Some((text, only_expression(text)?)));
        let Some((text, expression)) = parsed else { return self.json_value(node) };
        let inner = text.len() - "}".len() - expression.len();
        let Ok(parsed) = parse_expr(expression) else { return };
        let new =
            self.json_inner(node, expression, |inner| inner.expression(&parsed, Around::Whole));
        self.replace_text(node, text, format!("{}{new}}}", &text[..inner]));
    }

    /// What `each.value` is, if an object is for each instance of a resource.
    pub(crate) fn json_each_of(&self, node: &Node) -> Option<Subject> {
        let collection = only_expression(node.member("for_each")?.node.text()?)?;
        Rewriter::new(self.survey, collection).each_in(&parse_expr(collection).ok()?)
    }

    fn json_template(&mut self, node: &Node, text: &str) {
        let new = self.json_template_text(node, text);
        self.replace_text(node, text, new);
    }

    /// A template as it will be.
    pub(crate) fn json_template_text(&mut self, node: &Node, text: &str) -> String {
        if !text.contains("${") && !text.contains("%{") {
            return text.to_owned();
        }
        let Ok(template) = parse_template(text) else {
            self.find_unread(node, text);
            return text.to_owned();
        };
        let is_text = template.iter().count() > 1;
        self.json_inner(node, text, |inner| inner.template(&template, is_text))
    }

    /// Reports a template that cannot be read, if it may name something of ours.
    fn find_unread(&mut self, node: &Node, text: &str) {
        let families = Family::ALL.map(|family| format!("{}_codeartifact_", family.local_name()));
        if families.iter().any(|family| text.contains(family)) {
            self.find(
                node.range.start,
                "This template cannot be read, so it was not changed. Correct it, and remove `aws_` \
                 or `awscc_` from the CodeArtifact types in it.",
            );
        }
    }

    /// Rewrites the text of a value, and takes over what was found in it.
    pub(crate) fn json_inner(
        &mut self,
        node: &Node,
        text: &str,
        rewrite: impl FnOnce(&mut Rewriter<'_>),
    ) -> String {
        let mut inner = Rewriter::new(self.survey, text);
        inner.each.clone_from(&self.each);
        inner.this.clone_from(&self.this);
        inner.take_scope(self);
        rewrite(&mut inner);
        for (what, times) in &inner.tally {
            *self.tally.entry(*what).or_default() += times;
        }
        self.counted.append(&mut inner.counted);
        let messages = take(&mut inner.findings).into_iter().map(|finding| finding.message);
        self.findings.extend(messages.map(|message| Finding::new(node.range.start, message)));
        inner.edits.slice(0..text.len()).to_text(text)
    }

    pub(crate) fn replace_text(&mut self, node: &Node, text: &str, new: String) {
        if new != text {
            self.edits.replace(node.range.clone(), quoted(&new));
        }
    }

    /// The configuration of the provider that an object uses.
    pub(crate) fn json_provider(&mut self, node: &Node) {
        let Some(text) = node.text() else { return };
        let reference = Reference::parse(text);
        if self.survey.provider(&reference).is_some() {
            self.count(Rewritten::ProviderReference);
            let new = text.replacen(&reference.name, LOCAL_NAME, 1);
            self.replace_text(node, text, new);
        }
    }
}
