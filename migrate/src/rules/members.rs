//! Attributes that are called otherwise here, or are elsewhere.

use hcl_edit::expr::{Traversal, TraversalOperator};

use crate::rules::bindings::unknown_member;
use crate::rules::references::{Operators, Rewriter, name_range};
use crate::rules::scope::{Around, Subject};
use crate::schema::{Family, id_of};
use crate::syntax::expressions::{attribute, member, span};

/// A member of an object, where it is written.
pub(crate) struct Member<'a> {
    pub(crate) traversal: &'a Traversal,
    pub(crate) subject: &'a Subject,
    /// Which operator is the member.
    pub(crate) at: usize,
    pub(crate) name: &'a str,
    pub(crate) around: Around,
}

impl Member<'_> {
    /// The operators behind the member.
    pub(crate) fn rest(&self) -> &Operators {
        &self.traversal.operators[self.at + 1..]
    }

    pub(crate) fn start(&self) -> usize {
        span(self.traversal).start
    }

    /// The end of the operator that is this far behind the member.
    pub(crate) fn end(&self, behind: usize) -> usize {
        span(&self.traversal.operators[self.at + behind]).end
    }

    pub(crate) fn kind(&self) -> &str {
        &self.subject.kind
    }

    /// The name of the operator that is this far behind the member.
    pub(crate) fn name_at(&self, behind: usize) -> Option<&str> {
        self.traversal.operators.get(self.at + behind).and_then(|operator| member(operator))
    }

    pub(crate) fn is_index(&self, behind: usize) -> bool {
        let operator = self.traversal.operators.get(self.at + behind);
        operator.is_some_and(|operator| {
            matches!(
                operator.value(),
                TraversalOperator::Index(_) | TraversalOperator::LegacyIndex(_)
            )
        })
    }

    pub(crate) fn is_splat(&self, behind: usize) -> bool {
        let operator = self.traversal.operators.get(self.at + behind);
        operator.is_some_and(|operator| {
            matches!(
                operator.value(),
                TraversalOperator::AttrSplat(_) | TraversalOperator::FullSplat(_)
            )
        })
    }
}

impl Rewriter<'_> {
    /// Rewrites what is read of an object.
    pub(crate) fn members(
        &mut self,
        traversal: &Traversal,
        subject: &Subject,
        used: usize,
        around: Around,
    ) {
        let Some(first) = traversal.operators.get(used) else {
            return self.as_a_whole(span(traversal).start, subject, around);
        };
        let Some(name) = member(first) else { return };
        let member = Member { traversal, subject, at: used, name, around };
        match (subject.family, subject.is_data) {
            (Family::Aws, false) => self.aws(&member),
            (Family::Aws, true) => self.aws_data(&member),
            (Family::Awscc, false) => self.awscc(&member),
            (Family::Awscc, true) => self.awscc_data(&member),
        }
    }

    pub(crate) fn rename_member(&mut self, member: &Member<'_>, name: &str) {
        self.rename_operator(member, 0, name);
    }

    pub(crate) fn rename_operator(&mut self, member: &Member<'_>, behind: usize, name: &str) {
        let operator = &member.traversal.operators[member.at + behind];
        let quoted = format!("\"{name}\"");
        let name = if attribute(operator).is_some() { name } else { &quoted };
        self.edits.rename(name_range(operator), name);
    }

    pub(crate) fn aws(&mut self, member: &Member<'_>) {
        match (member.kind(), member.name) {
            (kind, "id") => {
                if let Some(name) = id_of(kind) {
                    self.rename_member(member, name);
                }
            }
            ("codeartifact_domain", "repository_count" | "asset_size_bytes") => {
                self.domain_number(member);
            }
            ("codeartifact_repository", "upstream") => self.upstream(member),
            ("codeartifact_repository", "external_connections") => self.connections(member),
            ("codeartifact_package_origin_configuration", "restrictions") => {
                self.restrictions(member);
            }
            _ => {}
        }
    }

    pub(crate) fn aws_data(&mut self, member: &Member<'_>) {
        let kind = member.kind();
        match member.name {
            "id" => {
                let parts = match kind {
                    "codeartifact_authorization_token" => "the domain owner and the domain",
                    _ => "the domain owner, the domain, the repository, and the format",
                };
                let message = format!(
                    "The data source `{kind}` has no `id`. Write what the ID consists of: {parts}, \
                     separated by colons."
                );
                self.find(member.start(), message);
            }
            "domain_owner" if !member.subject.sets("domain_owner") => self.find(
                member.start(),
                "`domain_owner` is null here if the data source does not set it. Write the account \
                 ID, or read it from a data source `codeartifact_domain`.",
            ),
            _ => {}
        }
    }

    pub(crate) fn upstream(&mut self, member: &Member<'_>) {
        let is_named = member.name_at(2) == Some("repository_name");
        if member.is_index(1) && is_named {
            self.rename_member(member, "upstreams");
            let name = &member.rest()[1];
            return self.edits.remove(span(name));
        }
        if member.is_splat(1) && is_named && !member.subject.is_splat {
            return self.coalesced(member, 2);
        }
        match (member.around, member.rest().len()) {
            (Around::Triggers, 0) => self.rename_member(member, "upstreams"),
            (Around::Length | Around::Collection, 0) => self.coalesced(member, 0),
            (Around::Length, 1) if member.is_splat(1) => self.coalesced(member, 1),
            _ => self.find(
                member.start(),
                format!(
                    "`upstream` was a list of blocks; here it is `upstreams`, a list of names. Write \
                     `{}.upstreams`, and adapt what reads it.",
                    member.subject.address()
                ),
            ),
        }
    }

    /// The list of upstreams, which is null if there are none, without the operators behind it.
    pub(crate) fn coalesced(&mut self, member: &Member<'_>, behind: usize) {
        self.edits.insert(member.start(), "coalesce(");
        self.rename_member(member, "upstreams");
        let rest = member.end(0)..member.end(behind);
        self.edits.rename(rest, ", [])");
    }

    pub(crate) fn connections(&mut self, member: &Member<'_>) {
        let is_named = member.name_at(2) == Some("external_connection_name");
        if member.is_index(1) && is_named {
            self.rename_member(member, "external_connection");
            return self.edits.remove(member.end(0)..member.end(2));
        }
        if member.is_splat(1) && is_named {
            self.rename_member(member, "external_connection");
            return self.edits.replace(member.end(0)..member.end(2), "[*]");
        }
        if let Some(name @ ("package_format" | "status")) = member.name_at(2) {
            return self.find(member.start(), unknown_member(name));
        }
        match (member.around, member.rest().len()) {
            (Around::Triggers, _) => {
                self.rename_member(member, "external_connection");
                let end = span(member.traversal).end;
                self.edits.remove(member.end(0)..end);
            }
            (Around::Length | Around::Collection, 0) => {
                self.rename_member(member, "external_connection");
                self.edits.insert(member.end(0), "[*]");
            }
            (Around::Length, 1) if member.is_splat(1) => {
                self.rename_member(member, "external_connection");
            }
            _ => self.find(
                member.start(),
                format!(
                    "`external_connections` was a list of blocks; here it is `external_connection`, \
                     a string. Write `{}.external_connection`, and adapt what reads it.",
                    member.subject.address()
                ),
            ),
        }
    }

    pub(crate) fn restrictions(&mut self, member: &Member<'_>) {
        let first = &member.traversal.operators[member.at];
        if member.is_index(1) && member.name_at(2).is_some() {
            return self.edits.remove(span(first).start..member.end(1));
        }
        if member.is_splat(1) && member.name_at(2).is_some() {
            self.edits.remove(span(first).start..member.end(1));
            return self.edits.insert(member.end(2), "[*]");
        }
        self.find(
            member.start(),
            format!(
                "`restrictions` was a list of one block. Read `publish` and `upstream` of `{}` \
                 instead.",
                member.subject.address()
            ),
        );
    }

    /// A resource that goes on as a value, with other members than it had.
    pub(crate) fn as_a_whole(&mut self, place: usize, subject: &Subject, around: Around) {
        if !matches!(around, Around::Value | Around::Text) {
            return;
        }
        let members = match (subject.family, subject.is_data, subject.kind.as_str()) {
            (Family::Awscc, ..) => "some of its attributes have other names here",
            (_, true, _) => "it has no `id` here",
            (_, _, "codeartifact_domain") => {
                "it has no `asset_size_bytes` and no `repository_count` here"
            }
            (_, _, "codeartifact_repository") => {
                "it has `upstreams` for `upstream` and `external_connection` for \
                 `external_connections` here"
            }
            _ => "it may have other attributes here",
        };
        let label = &subject.label;
        self.find(
            place,
            format!("{label} is passed on as a whole, and {members}. Check what reads it."),
        );
    }
}
