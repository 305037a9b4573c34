//! Names that loops and dynamic blocks bind.

use std::ops::Range;

use hcl_edit::expr::Traversal;

use crate::rules::references::Rewriter;
use crate::rules::scope::{Around, Binding, Subject};
use crate::syntax::expressions::{member, root, span};

impl Rewriter<'_> {
    /// The iterator of a dynamic block that becomes an expression has no `.value` and no `.key`.
    pub(crate) fn iterator(&mut self, traversal: &Traversal) {
        let Some(Binding::Iterator(iterator)) = root(traversal).and_then(|name| self.binding(name))
        else {
            return;
        };
        let Some((value, key)) = &iterator.replacements else { return };
        let Some(first) = traversal.operators.first() else { return };
        let range = span(&traversal.expr).start..span(first).end;
        match member(first) {
            Some("value") => self.edits.rename(range, value.clone()),
            Some("key") => self.edits.rename(range, key.clone()),
            _ => {}
        }
    }

    /// A member of a block that is a text here.
    pub(crate) fn element(&mut self, traversal: &Traversal) {
        let name = match root(traversal).and_then(|name| self.binding(name)) {
            Some(Binding::Upstream) => "repository_name",
            Some(Binding::Connection) => "external_connection_name",
            _ => return,
        };
        let Some(first) = traversal.operators.first() else { return };
        match member(first) {
            Some(member) if member == name => self.edits.remove(span(first)),
            member => {
                let member = member.unwrap_or_default().to_owned();
                self.find(span(traversal).start, unknown_member(&member));
            }
        }
    }

    pub(crate) fn variable(&mut self, name: &str, range: Range<usize>, around: Around) {
        match self.binding(name).cloned() {
            Some(Binding::Instance(subject)) => {
                let label = format!("`{name}` of {}", subject.label);
                self.as_a_whole(range.start, &Subject { label, ..subject }, around);
            }
            Some(Binding::Upstream | Binding::Connection) if around == Around::Value => {
                self.find(
                    range.start,
                    format!("`{name}` was a block and is a string here. Check what reads it."),
                );
            }
            _ => {}
        }
    }
}

/// Why a member of a connection cannot be had.
pub(crate) fn unknown_member(member: &str) -> String {
    match member {
        "package_format" => "The repository has no `package_format` of its external connection. \
            Write the format, or read it from the data source `codeartifact_external_connections`."
            .to_owned(),
        "status" => "The repository has no `status` of its external connection. Remove the \
            reference, or manage the connection with `codeartifact_repository_external_connection`, \
            which returns its status."
            .to_owned(),
        _ => format!("`{member}` is not an attribute here. Check what reads it."),
    }
}
