//! `required_providers` and `provider_meta` in documents.

use std::collections::BTreeSet;

use crate::configuration::reference::Reference;
use crate::configuration::survey::Provider;
use crate::json::values::quoted;
use crate::rules::references::Rewriter;
use crate::schema::{Family, LOCAL_NAME, SOURCE, VERSIONS, is_ours};
use crate::syntax::json::{Member, Node};
use crate::tally::Rewritten;

impl Rewriter<'_> {
    /// Adds our entry to `required_providers`; whether there is such an object.
    pub(crate) fn json_require(&mut self, root: &Node, uses: &BTreeSet<Provider>) -> bool {
        let mut has_block = false;
        for terraform in root.all("terraform").flat_map(|member| member.node.elements()) {
            let Some(required) = terraform.member("required_providers") else { continue };
            has_block = true;
            let aliases = self.json_aliases(&required.node, uses);
            let ours = required.node.members().iter().find(|entry| is_our_entry(entry));
            match ours {
                Some(ours) => self.json_extend_entry(&ours.node, aliases),
                None => self.json_add_entry(&required.node, &aliases),
            }
        }
        has_block
    }

    fn json_add_entry(&mut self, required: &Node, aliases: &[String]) {
        self.count(Rewritten::RequiredProvider);
        let aliases = match aliases {
            [] => String::new(),
            aliases => format!(", {}", alias_list(aliases)),
        };
        let entry = format!(
            "\"{LOCAL_NAME}\": {{ \"source\": \"{SOURCE}\", \"version\": \"{VERSIONS}\"{aliases} }}"
        );
        let after = self.json_anchor(required.members());
        self.json_add(required, after, entry);
    }

    /// Adds the aliases that our entry does not have yet.
    fn json_extend_entry(&mut self, ours: &Node, aliases: Vec<String>) {
        let list = ours.member("configuration_aliases").map(|list| &list.node);
        let there: Vec<_> = list.map(Node::elements).unwrap_or_default();
        let is_missing = |alias: &String| !there.iter().any(|it| it.text() == Some(alias.as_str()));
        let missing: Vec<_> = aliases.into_iter().filter(is_missing).collect();
        if missing.is_empty() {
            return;
        }
        self.count(Rewritten::RequiredProvider);
        match (list, there.last()) {
            (Some(_), Some(last)) => {
                let missing = missing.iter().map(|alias| format!(", {}", quoted(alias)));
                self.edits.insert(last.range.end, missing.collect::<String>());
            }
            _ => self.json_add(ours, ours.members().last(), alias_list(&missing)),
        }
    }

    /// The aliases that callers hand in and that something of ours uses.
    fn json_aliases(&self, required: &Node, uses: &BTreeSet<Provider>) -> Vec<String> {
        let entries = required.members().iter().filter_map(|entry| {
            entry.node.member("configuration_aliases").map(|list| list.node.elements())
        });
        let aliases = entries.flatten().filter_map(|alias| {
            let reference = Reference::parse(alias.text()?);
            let provider = self.survey.provider(&reference)?;
            let alias = reference.alias.filter(|_| uses.contains(&provider))?;
            Some(format!("{LOCAL_NAME}.{alias}"))
        });
        aliases.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Copies `provider_meta`, which our provider reads too.
    pub(crate) fn json_copy_meta(&mut self, root: &Node, families: &BTreeSet<Family>) {
        for terraform in root.all("terraform").flat_map(|member| member.node.elements()) {
            let metas = terraform.member("provider_meta").into_iter();
            for metas in metas.flat_map(|metas| metas.node.elements()) {
                let is_used = |meta: &&Member| {
                    let family = self.survey.families.get(&meta.name);
                    family.is_some_and(|family| families.contains(family))
                };
                let used = metas.members().iter().find(is_used);
                if let Some(meta) = used.filter(|_| metas.member(LOCAL_NAME).is_none()) {
                    let copy = &self.text[meta.node.range.clone()];
                    self.json_add(metas, Some(meta), format!("\"{LOCAL_NAME}\": {copy}"));
                }
            }
        }
    }

    fn json_anchor<'b>(&self, entries: &'b [Member]) -> Option<&'b Member> {
        let of = |family: Family| {
            entries.iter().find(|entry| self.survey.families.get(&entry.name) == Some(&family))
        };
        of(Family::Aws).or_else(|| of(Family::Awscc)).or(entries.last())
    }
}

fn is_our_entry(entry: &Member) -> bool {
    let source = entry.node.member("source").and_then(|source| source.node.text());
    entry.name == LOCAL_NAME || source.is_some_and(is_ours)
}

fn alias_list(aliases: &[String]) -> String {
    let aliases: Vec<_> = aliases.iter().map(|alias| quoted(alias)).collect();
    format!("\"configuration_aliases\": [{}]", aliases.join(", "))
}
