//! `ignore_changes`, which names arguments.

use std::ops::Range;

use hcl_edit::expr::{Array, Expression, Traversal, TraversalOperator};
use hcl_edit::structure::Attribute;

use crate::rules::references::{Rewriter, name_range};
use crate::rules::scope::Ours;
use crate::schema::{Family, renamed};
use crate::syntax::comments::within;
use crate::syntax::expressions::{literal, member, root, span};
use crate::syntax::lines::{line_end, line_start, next_line};

impl Rewriter<'_> {
    pub(crate) fn ignored(&mut self, attribute: &Attribute, ours: &Ours<'_>) {
        if let Expression::Array(array) = &attribute.value {
            self.ignored_list(array, ours);
        }
    }

    pub(crate) fn ignored_list(&mut self, array: &Array, ours: &Ours<'_>) {
        let mut gone = Vec::new();
        for (index, element) in array.iter().enumerate() {
            let range = span(element);
            let name = match element {
                Expression::Variable(name) => name.as_str(),
                Expression::String(text) => text.as_str(),
                Expression::Traversal(traversal) => root(traversal).unwrap_or_default(),
                _ => continue,
            };
            match ignored(name, ours) {
                Ignored::Same => {}
                Ignored::Gone => gone.push(index),
                Ignored::Renamed(new) => self.rename_ignored(element, &range, new),
            }
            if name == "permissions_policy_document" && ours.family == Family::Awscc {
                let message = format!(
                    "`ignore_changes` cannot name the policy here. Add `ignore_changes = \
                     [policy_document]` to `{}_permissions_policy.{}`.",
                    ours.kind, ours.name
                );
                self.find(range.start, message);
            }
        }
        self.remove_elements(array, &gone);
    }

    fn rename_ignored(&mut self, element: &Expression, range: &Range<usize>, new: &str) {
        let is_quoted = literal(element).is_some();
        let Expression::Traversal(traversal) = element else {
            let inner = if is_quoted { range.start + 1..range.end - 1 } else { range.clone() };
            let new = if is_quoted { new.replace(", ", "\", \"") } else { new.to_owned() };
            return self.edits.replace(inner, new);
        };
        match (new, traversal.operators.get(1).and_then(|name| member(name))) {
            ("upstreams", name) => {
                self.edits.rename(span(&traversal.expr), new);
                if name.is_some() {
                    self.edits.remove(span(&traversal.operators[1]));
                }
            }
            ("publish, upstream", Some(name)) => self.edits.replace(range.clone(), name),
            ("external_connection" | "publish, upstream", _) => {
                self.edits.replace(range.clone(), new);
            }
            _ => self.ignored_levels(traversal, new),
        }
    }

    /// The levels of an origin configuration, and one of them goes.
    fn ignored_levels(&mut self, traversal: &Traversal, new: &str) {
        self.edits.rename(span(&traversal.expr), new);
        for operator in &traversal.operators {
            match operator.value() {
                TraversalOperator::GetAttr(name) if name.as_str() == "restrictions" => {
                    self.edits.remove(span(operator));
                }
                TraversalOperator::GetAttr(name) if name.as_str() == "restriction_mode" => {
                    self.edits.rename(name_range(operator), "mode");
                }
                _ => {}
            }
        }
    }

    /// Takes elements out of a list, with their commas.
    fn remove_elements(&mut self, array: &Array, gone: &[usize]) {
        let place = |index: usize| array.get(index).map(span).unwrap_or_default();
        let kept: Vec<_> = (0..array.len()).filter(|index| !gone.contains(index)).collect();
        for index in gone {
            let range = place(*index);
            if self.has_own_line(&range) {
                let line = line_start(self.text, range.start)..next_line(self.text, range.end);
                self.edits.remove(line);
            } else if self.has_note(&range) {
                let comma = self.text[range.end..].find(|letter| !matches!(letter, ',' | ' '));
                self.edits.remove(range.start..range.end + comma.unwrap_or_default());
            } else if kept.iter().any(|kept| kept > index) {
                self.edits.remove(range.start..place(index + 1).start);
            } else {
                let before = kept.last().map_or(place(0).start, |last| place(*last).end);
                return self.edits.remove(before..place(array.len() - 1).end);
            }
        }
    }

    /// Whether a comment follows on its line, which stays.
    fn has_note(&self, range: &Range<usize>) -> bool {
        let line = range.end..line_end(self.text, range.end);
        within(self.comments, &line).iter().any(|note| note.is_line)
    }

    fn has_own_line(&self, range: &Range<usize>) -> bool {
        let before = &self.text[line_start(self.text, range.start)..range.start];
        let after = &self.text[range.end..next_line(self.text, range.end)];
        before.trim().is_empty() && after.trim().trim_start_matches(',').is_empty()
    }
}

/// What becomes of a name.
enum Ignored {
    Same,
    Renamed(&'static str),
    Gone,
}

fn ignored(name: &str, ours: &Ours<'_>) -> Ignored {
    match (ours.family, ours.kind, name) {
        (_, "codeartifact_domain", "asset_size_bytes" | "repository_count") => Ignored::Gone,
        (Family::Awscc, _, "permissions_policy_document") => Ignored::Gone,
        (Family::Aws, "codeartifact_repository", "upstream") => Ignored::Renamed("upstreams"),
        (_, "codeartifact_repository", "external_connections") => {
            Ignored::Renamed("external_connection")
        }
        (Family::Aws, "codeartifact_package_origin_configuration", "restrictions") => {
            Ignored::Renamed("publish, upstream")
        }
        (Family::Awscc, _, "origin_configuration") => Ignored::Renamed("origin_configuration"),
        (Family::Awscc, kind, name) => {
            renamed(kind, false, name).map_or(Ignored::Same, Ignored::Renamed)
        }
        _ => Ignored::Same,
    }
}
