//! Attributes of hashicorp/awscc.

use crate::rules::members::Member;
use crate::rules::references::Rewriter;
use crate::rules::scope::{Access, Around};
use crate::schema::renamed;
use crate::syntax::expressions::span;
use crate::syntax::pieces::Pieces;

impl Rewriter<'_> {
    pub(crate) fn awscc(&mut self, member: &Member<'_>) {
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
    pub(crate) fn connection_list(&mut self, member: &Member<'_>) {
        self.rename_member(member, "external_connection");
        match () {
            () if member.is_index(1) => self.edits.remove(member.end(0)..member.end(1)),
            () if member.is_splat(1) || member.around == Around::Triggers => {}
            () => self.edits.insert(member.end(0), "[*]"),
        }
    }

    /// The policy is a resource of its own.
    pub(crate) fn policy_document(&mut self, member: &Member<'_>) {
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

    pub(crate) fn origin(&mut self, member: &Member<'_>) {
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

    pub(crate) fn awscc_data(&mut self, member: &Member<'_>) {
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
