//! Attributes that are called otherwise here, or are elsewhere.

use hcl_edit::expr::{Traversal, TraversalOperator};

use crate::rules::references::{Operators, Rewriter, name_range, unknown_member};
use crate::rules::scope::{Access, Around, Subject};
use crate::schema::{Family, id_of, renamed};
use crate::syntax::expressions::{attribute, member, span};
use crate::syntax::pieces::Pieces;

/// A member of an object, where it is written.
struct Member<'a> {
    traversal: &'a Traversal,
    subject: &'a Subject,
    /// Which operator is the member.
    at: usize,
    name: &'a str,
    around: Around,
}

impl Member<'_> {
    /// The operators behind the member.
    fn rest(&self) -> &Operators {
        &self.traversal.operators[self.at + 1..]
    }

    fn start(&self) -> usize {
        span(self.traversal).start
    }

    /// The end of the operator so many behind the member.
    fn end(&self, behind: usize) -> usize {
        span(&self.traversal.operators[self.at + behind]).end
    }

    fn kind(&self) -> &str {
        &self.subject.kind
    }

    /// The name of the operator so many behind the member.
    fn name_at(&self, behind: usize) -> Option<&str> {
        self.traversal.operators.get(self.at + behind).and_then(|operator| member(operator))
    }

    fn is_index(&self, behind: usize) -> bool {
        let operator = self.traversal.operators.get(self.at + behind);
        operator.is_some_and(|operator| {
            matches!(
                operator.value(),
                TraversalOperator::Index(_) | TraversalOperator::LegacyIndex(_)
            )
        })
    }

    fn is_splat(&self, behind: usize) -> bool {
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

    fn rename_member(&mut self, member: &Member<'_>, name: &str) {
        self.rename_operator(member, 0, name);
    }

    fn rename_operator(&mut self, member: &Member<'_>, behind: usize, name: &str) {
        let operator = &member.traversal.operators[member.at + behind];
        let quoted = format!("\"{name}\"");
        let name = if attribute(operator).is_some() { name } else { &quoted };
        self.edits.rename(name_range(operator), name);
    }

    fn aws(&mut self, member: &Member<'_>) {
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

    fn aws_data(&mut self, member: &Member<'_>) {
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

    /// The size and the count of a domain, which only its data source has.
    fn domain_number(&mut self, member: &Member<'_>) {
        if member.around == Around::Triggers {
            let message = format!(
                "`{}` is only in the data source `codeartifact_domain`, and `replace_triggered_by` \
                 accepts no data sources. Remove the reference, or pass the number through a \
                 `terraform_data` resource.",
                member.name
            );
            return self.find(member.start(), message);
        }
        if !self.can_count(member) {
            return;
        }
        self.counted.insert(member.subject.name.clone());
        let is_text = member.name == "repository_count" || member.around == Around::Text;
        match &member.subject.access {
            Access::Root(root) => self.count_by_name(member, *root, is_text),
            Access::Key(key) => self.count_by_key(member, key, is_text),
            Access::NewKey(key, place) => {
                self.count_by_key(member, key, is_text);
                self.edits.rename(*place..*place, format!("{key}, "));
            }
            Access::None => {}
        }
    }

    fn can_count(&mut self, member: &Member<'_>) -> bool {
        let subject = member.subject;
        let is_taken = self.survey.objects.iter().any(|object| {
            object.is_data && object.kind == subject.kind && object.name == subject.name
        });
        let message = if is_taken {
            format!(
                "`{}` is only in a data source, and `data.{}.{}` exists for another purpose. Add a \
                 data source with another name, and read it there.",
                member.name, subject.kind, subject.name
            )
        } else if matches!(subject.access, Access::None) {
            format!(
                "`{}` is only in the data source `{}`. Add one, and read it there.",
                member.name, subject.kind
            )
        } else {
            return subject.object.is_some();
        };
        self.find(member.start(), message);
        false
    }

    fn count_by_name(&mut self, member: &Member<'_>, root: usize, is_text: bool) {
        let start = member.start();
        if is_text {
            return self.edits.insert(root, "data.");
        }
        if !member.subject.is_splat {
            self.edits.insert(start, "tostring(");
            self.edits.insert(root, "data.");
            return self.edits.insert(member.end(0), ")");
        }
        let splat = &member.traversal.operators[member.at - 1];
        self.edits.insert(start, "[for domain in ");
        self.edits.insert(root, "data.");
        let rest = span(splat).start..member.end(0);
        self.edits.replace(rest, " : tostring(domain.asset_size_bytes)]");
    }

    fn count_by_key(&mut self, member: &Member<'_>, key: &str, is_text: bool) {
        let subject = member.subject;
        let counted = format!("data.{}.{}[{key}].{}", subject.kind, subject.name, member.name);
        let counted = if is_text { counted } else { format!("tostring({counted})") };
        self.edits.replace(member.start()..member.end(0), counted);
    }

    fn upstream(&mut self, member: &Member<'_>) {
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
    fn coalesced(&mut self, member: &Member<'_>, behind: usize) {
        self.edits.insert(member.start(), "coalesce(");
        self.rename_member(member, "upstreams");
        let rest = member.end(0)..member.end(behind);
        self.edits.rename(rest, ", [])");
    }

    fn connections(&mut self, member: &Member<'_>) {
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

    fn restrictions(&mut self, member: &Member<'_>) {
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

    fn awscc(&mut self, member: &Member<'_>) {
        if let Some(name) = renamed(member.kind(), false, member.name) {
            return self.rename_member(member, name);
        }
        match member.name {
            "external_connections" => self.connection_list(member),
            "permissions_policy_document" => self.policy_document(member),
            "origin_configuration" => self.origin(member),
            "tags" if member.around != Around::Triggers => self.find(
                member.start(),
                format!(
                    "`tags` was a list of keys and values; here it is a map. Write \
                     `{}.tags[\"KEY\"]`.",
                    member.subject.address()
                ),
            ),
            _ => {}
        }
    }

    /// A list of at most one name was a list, and is a text.
    fn connection_list(&mut self, member: &Member<'_>) {
        self.rename_member(member, "external_connection");
        match () {
            () if member.is_index(1) => self.edits.remove(member.end(0)..member.end(1)),
            () if member.is_splat(1) || member.around == Around::Triggers => {}
            () => self.edits.insert(member.end(0), "[*]"),
        }
    }

    /// The policy is a resource of its own.
    fn policy_document(&mut self, member: &Member<'_>) {
        let subject = member.subject;
        let kind = format!("{}_permissions_policy", subject.kind);
        let new = |key: &str| format!("{kind}.{}[{key}].policy_document", subject.name);
        let range = member.start()..member.end(0);
        match &subject.access {
            _ if !subject.sets("permissions_policy_document") => self.find(
                member.start(),
                format!(
                    "`{}` has no policy. Read `policy_document` of a `{kind}`.",
                    subject.address()
                ),
            ),
            Access::Root(root) => {
                let old = *root..*root + subject.family.local_name().len() + 1 + subject.kind.len();
                self.edits.replace(old, Pieces::from(kind));
                self.rename_member(member, "policy_document");
            }
            Access::Key(key) => self.edits.replace(range, new(key)),
            Access::NewKey(key, place) => {
                self.edits.replace(range, new(key));
                self.edits.rename(*place..*place, format!("{key}, "));
            }
            Access::None => self.find(
                member.start(),
                format!(
                    "The policy is a resource here. Read `policy_document` of `{kind}.{}`.",
                    subject.name
                ),
            ),
        }
    }

    fn origin(&mut self, member: &Member<'_>) {
        let (level, mode) = (member.name_at(1), member.name_at(3));
        if level != Some("restrictions") || mode.is_none() {
            if member.around == Around::Triggers {
                return;
            }
            return self.find(
                member.start(),
                "`origin_configuration` has no level `restrictions` here, and `restriction_mode` \
                 is `mode`. Adapt what reads it.",
            );
        }
        self.edits.remove(span(&member.rest()[0]));
        if mode == Some("restriction_mode") {
            self.rename_operator(member, 3, "mode");
        }
    }

    fn awscc_data(&mut self, member: &Member<'_>) {
        let is_group = member.kind() == "codeartifact_package_group";
        if is_group && matches!(member.name, "id" | "arn") {
            return self.rename_member(member, "package_group.arn");
        }
        if let Some(name) = renamed(member.kind(), true, member.name) {
            return self.rename_member(member, name);
        }
        match (member.kind(), member.name) {
            ("codeartifact_package_group", "description" | "contact_info") => {
                let name = format!("package_group.{}", member.name);
                self.rename_member(member, &name);
            }
            (kind @ ("codeartifact_domains" | "codeartifact_repositories"), "ids") => {
                let list = kind.trim_start_matches("codeartifact_");
                self.edits.insert(member.start(), "toset(");
                self.rename_member(member, &format!("{list}[*].arn"));
                self.edits.insert(member.end(0), ")");
            }
            (kind, name @ ("permissions_policy_document" | "tags" | "origin_configuration")) => {
                self.find(member.start(), not_in_data(kind, name));
            }
            _ => {}
        }
    }

    /// A resource that goes on as a value, with other members than it had.
    pub(crate) fn as_a_whole(&mut self, place: usize, subject: &Subject, around: Around) {
        if !matches!(around, Around::Value | Around::Text) {
            return;
        }
        let members = match (subject.is_data, subject.kind.as_str()) {
            (true, _) => "it has no `id` here",
            (_, "codeartifact_domain") => {
                "it has other attributes here: `arn` for `id`, and no `asset_size_bytes` and \
                 `repository_count`"
            }
            (_, "codeartifact_repository") => {
                "it has other attributes here: `upstreams` for `upstream`, `external_connection` \
                 for `external_connections`, and `arn` for `id`"
            }
            _ => "it has other attributes here",
        };
        let label = &subject.label;
        self.find(
            place,
            format!("{label} is passed on as a whole, and {members}. Check what reads it."),
        );
    }
}

fn not_in_data(kind: &str, member: &str) -> String {
    let instead = match member {
        "permissions_policy_document" => {
            format!("Read `policy_document` of a data source `{kind}_permissions_policy`.")
        }
        "tags" => "Here, the tags are a map: read them from the resource.".to_owned(),
        _ => "Read `package_group.restrictions` instead, a map with the keys `PUBLISH`, \
              `EXTERNAL_UPSTREAM`, and `INTERNAL_UPSTREAM`."
            .to_owned(),
    };
    format!("`{member}` is not in the data source `{kind}`. {instead}")
}
