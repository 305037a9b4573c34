//! Files of tests: providers, mocks, and overridden values.

use std::collections::BTreeSet;
use std::path::PathBuf;

use hcl_edit::expr::{Expression, Object};
use hcl_edit::structure::{Block, Body, Structure};

use crate::configuration::reference::pairs;
use crate::configuration::survey::{Provider, Survey};
use crate::rules::references::Rewriter;
use crate::rules::scope::Around;
use crate::schema::{Family, LOCAL_NAME, id_of, renamed};
use crate::syntax::expressions::{argument, argument_text, item, key_name, label, literal, span};
use crate::syntax::lines::{line_end, line_start, next_line, with_empty_line_before};
use crate::syntax::pieces::Pieces;
use crate::tally::Rewritten;

impl<'a> Rewriter<'a> {
    /// `mock_provider`, `mock_resource` and `mock_data`.
    pub(crate) fn mock(&mut self, block: &Block) {
        match label(block, 0).and_then(Family::of_type) {
            Some((family, kind)) if block.ident.as_str() != "mock_provider" => {
                self.rename_label(&block.labels[0], kind);
                let is_data = block.ident.as_str() == "mock_data";
                self.values(block, "defaults", family, kind, is_data);
                self.body(block, None);
            }
            _ => {
                for structure in &block.body {
                    match structure {
                        Structure::Block(inner)
                            if inner.ident.as_str().starts_with("override_") =>
                        {
                            self.overridden(inner);
                        }
                        Structure::Block(inner) => self.mock(inner),
                        Structure::Attribute(attribute) => {
                            self.expression(&attribute.value, Around::Value);
                        }
                    }
                }
            }
        }
    }

    /// `override_resource` and `override_data`.
    pub(crate) fn overridden(&mut self, block: &Block) {
        let target = argument(&block.body, "target").and_then(|target| self.target(&target.value));
        if let Some((family, kind)) = &target {
            let is_data = block.ident.as_str() == "override_data";
            self.values(block, "values", *family, kind, is_data);
        }
        self.body(block, None);
    }

    pub(crate) fn target(&self, target: &Expression) -> Option<(Family, String)> {
        let Expression::Traversal(traversal) = target else { return None };
        if let Some((subject, _)) = self.subject(&traversal.expr, &traversal.operators) {
            return (!self.is_kept(&subject)).then_some((subject.family, subject.kind));
        }
        let mut names = traversal.operators.iter();
        let kind = names
            .find_map(|name| crate::syntax::expressions::attribute(name).and_then(Family::of_type));
        kind.map(|(family, kind)| (family, kind.to_owned()))
    }

    /// Members that are called otherwise here, which Terraform would ignore.
    fn values(&mut self, block: &Block, name: &str, family: Family, kind: &str, is_data: bool) {
        let values = argument(&block.body, name).and_then(|values| values.value.as_object());
        let Some(values) = values else { return };
        for (key, _) in values {
            let Some(member) = key_name(key) else { continue };
            if is_gone(kind, is_data, member) {
                self.find(span(key).start, gone(member));
            }
            let new = name_of(family, kind, is_data, member);
            if let Some(new) = new.filter(|new| !has(values, new)) {
                let is_quoted = self.text[span(key)].starts_with('"');
                let new = if is_quoted { format!("\"{new}\"") } else { new.to_owned() };
                self.edits.rename(span(key), new);
            }
        }
    }

    /// A run, which may be about another module.
    pub(crate) fn run(&mut self, block: &Block) {
        let outer = self.survey;
        self.survey = self.under_test(block).map_or(outer, |(_, survey)| survey);
        self.run_parts(block);
        self.survey = outer;
    }

    /// The module that a run is about, if it is not the one of the file.
    fn under_test(&self, run: &Block) -> Option<(PathBuf, &'a Survey)> {
        let module = run.body.get_blocks("module").next()?;
        self.modules?.module(self.survey, argument_text(&module.body, "source")?)
    }

    fn run_parts(&mut self, block: &Block) {
        for structure in &block.body {
            match structure {
                Structure::Block(inner) if inner.ident.as_str().starts_with("override_") => {
                    self.overridden(inner);
                }
                Structure::Block(inner) => self.body(inner, None),
                Structure::Attribute(attribute) => {
                    let around = match attribute.key.as_str() {
                        "providers" => continue,
                        "expect_failures" => Around::Whole,
                        _ => Around::Value,
                    };
                    self.expression(&attribute.value, around);
                }
            }
        }
    }

    /// Copies the provider blocks of a test that the configuration under test needs.
    pub(crate) fn test_providers(&mut self, body: &Body, needs: &BTreeSet<Provider>) {
        let uses: BTreeSet<_> =
            body.get_blocks("run").flat_map(|run| self.used_by(run, needs)).collect();
        let mut seen: BTreeSet<_> =
            body.blocks().filter(|block| label(block, 0) == Some(LOCAL_NAME)).map(alias).collect();
        for family in Family::ALL {
            for block in body.blocks() {
                let ident = block.ident.as_str();
                let provider = self.provider_of(block).filter(|provider| {
                    matches!(ident, "provider" | "mock_provider") && provider.family == family
                });
                let is_used = provider.is_some_and(|provider| uses.contains(&provider));
                if !is_used || !seen.insert(alias(block)) {
                    continue;
                }
                match ident {
                    "provider" => self.copy_provider(block, family),
                    _ => self.split_mock(block),
                }
            }
        }
        for run in body.get_blocks("run") {
            if let Some(map) = argument(&run.body, "providers") {
                let (inner, needs) = self.needed_by(run, needs);
                self.hand_on(&map.value, inner, &needs);
            }
        }
    }

    /// What a run is about, and what that needs, by the names that it has there.
    fn needed_by(
        &self,
        run: &Block,
        needs: &BTreeSet<Provider>,
    ) -> (&'a Survey, BTreeSet<Provider>) {
        match (self.under_test(run), self.modules) {
            (Some((path, survey)), Some(modules)) => (survey, modules.needs(&path)),
            _ => (self.survey, needs.clone()),
        }
    }

    /// What a run uses of the providers of its file.
    fn used_by(&self, run: &Block, needs: &BTreeSet<Provider>) -> Vec<Provider> {
        let map = argument(&run.body, "providers");
        let pairs = map.map(|map| pairs(&map.value)).unwrap_or_default();
        let (inner, needs) = self.needed_by(run, needs);
        let given = |need: Provider| {
            let entry = pairs.iter().find(|(key, _)| inner.provider(key).as_ref() == Some(&need));
            match entry {
                Some((_, value)) => self.survey.provider(value),
                None => Some(need),
            }
        };
        needs.into_iter().filter_map(given).collect()
    }

    /// Moves the mocks of our types into a copy of the block.
    fn split_mock(&mut self, block: &Block) {
        self.count(Rewritten::ProviderBlock);
        let ours: Vec<_> = block.body.blocks().filter(|inner| self.is_our_mock(inner)).collect();
        let copy = self.mock_copy(block, &ours);
        let is_emptied = !ours.is_empty() && ours.len() == block.body.iter().count();
        if is_emptied {
            let label = span(&block.labels[0]).end;
            let open = label + self.text[label..].find('{').unwrap_or_default() + 1;
            self.edits.remove(open..span(block).end - 1);
        } else {
            ours.iter().for_each(|part| self.take_out(block, part));
        }
        let end = self.end_with_note(block);
        self.edits.insert(end, Pieces::from("\n\n").then(copy));
    }

    /// A block with the arguments of another one, and with these of its blocks.
    fn mock_copy(&self, block: &Block, ours: &[&Block]) -> Pieces {
        let label = span(&block.labels[0]);
        let head = Pieces::default().source(span(block).start..label.start);
        let mut copy = head.text(format!("\"{LOCAL_NAME}\" {{"));
        for attribute in block.body.attributes() {
            let range = span(attribute).start..line_end(self.text, span(attribute).end);
            copy = copy.text("\n  ").then(self.edits.slice(range));
        }
        let mut between = if block.body.attributes().next().is_some() { "\n\n  " } else { "\n  " };
        for part in ours {
            let start = span(*part).start;
            let start = self.lines_before(start).first().map_or(start, |first| first.start);
            copy = copy.text(between).then(self.edits.slice(start..self.end_with_note(part)));
            between = "\n\n  ";
        }
        let is_empty = ours.is_empty() && block.body.attributes().next().is_none();
        copy.text(if is_empty { "}" } else { "\n}" })
    }

    fn is_our_mock(&self, block: &Block) -> bool {
        let target = || {
            argument(&block.body, "target").and_then(|target| self.target(&target.value)).is_some()
        };
        match block.ident.as_str() {
            "mock_resource" | "mock_data" => label(block, 0).and_then(Family::of_type).is_some(),
            "override_resource" | "override_data" => target(),
            _ => false,
        }
    }

    /// Takes a block out of another one, with its comments and an empty line.
    fn take_out(&mut self, outer: &Block, block: &Block) {
        let range = span(block);
        let first = self.lines_before(range.start).first().map_or(range.start, |first| first.start);
        let lines = line_start(self.text, first)..next_line(self.text, self.end_with_note(block));
        let opening = next_line(self.text, span(outer).start);
        let is_blank =
            self.text[lines.end..].trim_start_matches([' ', '\t']).starts_with(['\n', '\r']);
        let lines = match () {
            () if lines.start == opening && is_blank => {
                lines.start..next_line(self.text, lines.end)
            }
            () => with_empty_line_before(self.text, lines),
        };
        self.edits.remove(lines);
    }
}

fn alias(block: &Block) -> Option<String> {
    argument(&block.body, "alias").and_then(|alias| literal(&alias.value)).map(str::to_owned)
}

/// What a member is called here, if it is called otherwise.
pub(crate) fn name_of(
    family: Family,
    kind: &str,
    is_data: bool,
    member: &str,
) -> Option<&'static str> {
    match (family, member) {
        (_, "id") => id_of(kind).filter(|_| !is_data || family == Family::Awscc),
        (Family::Aws, _) => None,
        (Family::Awscc, member) => renamed(kind, is_data, member),
    }
}

/// Whether a member of the other providers has no counterpart of the same form here.
pub(crate) fn is_gone(kind: &str, is_data: bool, member: &str) -> bool {
    match (kind, member) {
        _ if is_data => false,
        ("codeartifact_domain", "asset_size_bytes" | "repository_count")
        | ("codeartifact_repository", "upstream" | "external_connections")
        | ("codeartifact_package_origin_configuration", "restrictions") => true,
        _ => member == "permissions_policy_document",
    }
}

/// What is to be said of that.
pub(crate) fn gone(member: &str) -> String {
    let instead = match member {
        "asset_size_bytes" | "repository_count" => {
            "Set it for the data source `codeartifact_domain`."
        }
        "upstream" => "Set `upstreams`, a list of names.",
        "external_connections" => "Set `external_connection`, a name.",
        "restrictions" => "Set `publish` and `upstream`.",
        _ => "Set `policy_document` of the permissions policy, a resource of its own here.",
    };
    format!("`{member}` is not an attribute here, and Terraform ignores its value. {instead}")
}

fn has(object: &Object, name: &str) -> bool {
    item(object, name).is_some()
}
