//! Files of tests in JSON: mocks, overridden values, and runs.
//!
//! Hardly anybody writes them, so what a file of tests has of providers is not copied, but reported.

use hcl_edit::parser::parse_expr;

use crate::rules::references::Rewriter;
use crate::rules::scope::Around;
use crate::rules::tests::{gone, is_gone, name_of};
use crate::schema::{Family, LOCAL_NAME};
use crate::syntax::json::{Member, Node};
use crate::tally::Rewritten;

impl<'a> Rewriter<'a> {
    /// `mock_resource` and `mock_data`, whose keys are types.
    pub(crate) fn json_mocks(&mut self, mocks: &Node, is_data: bool) {
        for kind in mocks.elements().into_iter().flat_map(Node::members) {
            self.json_value(&kind.node);
            let Some((family, new)) = Family::of_type(&kind.name) else { continue };
            self.count(Rewritten::Type);
            self.edits.rename(kind.key.clone(), format!("\"{new}\""));
            for mock in kind.node.elements() {
                self.json_values(mock, "defaults", (family, new), is_data);
            }
        }
    }

    /// `override_resource` and `override_data`, which name an object.
    pub(crate) fn json_overrides(&mut self, overrides: &Node, is_data: bool) {
        for node in overrides.elements() {
            if let Some((family, kind)) = self.json_target(node) {
                self.json_values(node, "values", (family, &kind), is_data);
            }
            for member in node.members() {
                match member.name.as_str() {
                    "target" => self.json_references(&member.node, Around::Whole),
                    _ => self.json_value(&member.node),
                }
            }
        }
    }

    fn json_target(&self, node: &Node) -> Option<(Family, String)> {
        let target = node.member("target")?.node.text()?;
        Rewriter::new(self.survey, target).target(&parse_expr(target).ok()?)
    }

    /// Members that are called otherwise here, which Terraform would ignore.
    fn json_values(&mut self, node: &Node, name: &str, of: (Family, &str), is_data: bool) {
        let (family, kind) = of;
        let values = node.member(name).into_iter().flat_map(|values| values.node.elements());
        for values in values {
            for member in values.members() {
                if is_gone(kind, is_data, &member.name) {
                    self.find(member.key.start, gone(&member.name));
                }
                let new = name_of(family, kind, is_data, &member.name);
                if let Some(new) = new.filter(|new| values.member(new).is_none()) {
                    self.edits.rename(member.key.clone(), format!("\"{new}\""));
                }
            }
        }
    }

    /// The mocks of each provider.
    pub(crate) fn json_mock_providers(&mut self, providers: &Node) {
        for (_, provider) in providers.labelled() {
            provider.members().iter().for_each(|mocks| self.json_test_part(mocks));
        }
    }

    /// A run, which may be about another module.
    pub(crate) fn json_run(&mut self, run: &Node) {
        let outer = self.survey;
        let source = run.member("module").and_then(|module| module.node.member("source"));
        let source = source.and_then(|source| source.node.text());
        let module = self.modules.zip(source).and_then(|(all, source)| all.module(outer, source));
        self.survey = module.map_or(outer, |(_, survey)| survey);
        for member in run.members() {
            match member.name.as_str() {
                "providers" | "module" => {}
                "expect_failures" => self.json_references(&member.node, Around::Whole),
                "plan_options" => {
                    let options = member.node.elements().into_iter().flat_map(Node::members);
                    options.for_each(|option| self.json_references(&option.node, Around::Whole));
                }
                _ => self.json_test_part(member),
            }
        }
        self.survey = outer;
    }

    /// A part of a file of tests, of a mocked provider, or of a run.
    pub(crate) fn json_test_part(&mut self, member: &Member) {
        match member.name.as_str() {
            "mock_provider" => self.json_mock_providers(&member.node),
            "mock_resource" => self.json_mocks(&member.node, false),
            "mock_data" => self.json_mocks(&member.node, true),
            "override_resource" => self.json_overrides(&member.node, false),
            "override_data" => self.json_overrides(&member.node, true),
            "run" => member.node.labelled().for_each(|(_, run)| self.json_run(run)),
            _ => self.json_value(&member.node),
        }
    }

    /// Reports what a file of tests has of the other providers and not of ours.
    pub(crate) fn json_test_providers(&mut self, root: &Node) {
        for ident in ["provider", "mock_provider"] {
            let Some(providers) = root.member(ident) else { continue };
            for provider in providers.node.members() {
                let is_theirs = self.survey.families.contains_key(&provider.name);
                if is_theirs && providers.node.member(LOCAL_NAME).is_none() {
                    let message = format!(
                        "`{ident}` of `{}` was not copied. Copy it as `{LOCAL_NAME}`, with the mocks \
                         of CodeArtifact types, and hand it on in the `providers` of each run.",
                        provider.name
                    );
                    self.find(provider.key.start, message);
                }
            }
        }
    }
}
