//! The size and the count of a domain, which change without a plan: only a data source has them.

use hcl_edit::structure::Block;

use crate::configuration::survey::Object;
use crate::rules::members::Member;
use crate::rules::references::Rewriter;
use crate::rules::scope::{Access, Around};
use crate::syntax::expressions::{argument, span};
use crate::syntax::pieces::Pieces;
use crate::tally::Rewritten;

impl Rewriter<'_> {
    /// Adds the data source of a domain behind it.
    pub(crate) fn add_count(&mut self, block: &Block, name: &str) {
        let (repeated, instance) = match () {
            () if argument(&block.body, "count").is_some() => (
                format!("  count = length(codeartifact_domain.{name})\n\n"),
                format!("codeartifact_domain.{name}[count.index]"),
            ),
            () if argument(&block.body, "for_each").is_some() => {
                (format!("  for_each = codeartifact_domain.{name}\n\n"), "each.value".to_owned())
            }
            () => (String::new(), format!("codeartifact_domain.{name}")),
        };
        let mut pieces = Pieces::from(format!("\n\ndata \"codeartifact_domain\" \"{name}\" {{\n"));
        pieces = pieces.text(repeated);
        if let Some(provider) = argument(&block.body, "provider") {
            let value = self.edits.slice(span(&provider.value));
            pieces = pieces.text("  provider = ").then(value).text("\n");
        }
        pieces = pieces.text(format!("  domain = {instance}.domain\n"));
        if argument(&block.body, "region").is_some() {
            pieces = pieces.text(format!("  region = {instance}.region\n"));
        }
        self.count(Rewritten::DataSource);
        let end = self.end_with_note(block);
        self.edits.insert(end, pieces.text("}"));
    }
}

impl Rewriter<'_> {
    /// The size and the count of a domain, which only its data source has.
    pub(crate) fn domain_number(&mut self, member: &Member<'_>) {
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
        self.counted.insert((self.survey.path.clone(), member.subject.name.clone()));
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

    pub(crate) fn can_count(&mut self, member: &Member<'_>) -> bool {
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

    pub(crate) fn count_by_name(&mut self, member: &Member<'_>, root: usize, is_text: bool) {
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

    pub(crate) fn count_by_key(&mut self, member: &Member<'_>, key: &str, is_text: bool) {
        let subject = member.subject;
        let counted = format!("data.{}.{}[{key}].{}", subject.kind, subject.name, member.name);
        let counted = if is_text { counted } else { format!("tostring({counted})") };
        self.edits.replace(member.start()..member.end(0), counted);
    }
}

/// Whether an object is a domain whose numbers are read.
pub(crate) fn is_counted(object: &Object, name: &str) -> bool {
    !object.is_data
        && !object.is_override
        && object.kind == "codeartifact_domain"
        && object.name == name
}
