//! What is added to documents.

use std::collections::BTreeSet;

use crate::configuration::reference::Reference;
use crate::configuration::survey::{Provider, Survey};
use crate::json::values::quoted;
use crate::rules::blocks::MAXIMAL_WIDTH;
use crate::rules::providers::{block_arguments, has_ours, is_taken_over, refused_argument};
use crate::rules::references::Rewriter;
use crate::schema::LOCAL_NAME;
use crate::syntax::json::{Member, Node};
use crate::syntax::pieces::Pieces;
use crate::tally::Rewritten;

impl Rewriter<'_> {
    /// Adds a member to an object, behind another one.
    pub(crate) fn json_add(
        &mut self,
        object: &Node,
        after: Option<&Member>,
        member: impl Into<Pieces>,
    ) {
        match after {
            Some(after) => {
                let end = after.node.range.end;
                let is_line = !self.text[object.range.clone()].contains('\n');
                let indent = self.indent(self.width(after.key.start));
                let between = if is_line { ", ".to_owned() } else { format!(",\n{indent}") };
                self.edits.insert(end, Pieces::from(between).then(member.into()));
            }
            None => {
                let member = Pieces::from("{ ").then(member.into()).text(" }");
                self.edits.replace(object.range.clone(), member);
            }
        }
    }

    /// Copies the provider blocks that something of ours uses; whether there are any.
    pub(crate) fn json_providers(&mut self, root: &Node, uses: &BTreeSet<Provider>) -> bool {
        let mut has_copies = false;
        for providers in root.all("provider").flat_map(|member| member.node.elements()) {
            for member in providers.members() {
                let used = self.json_used(member, uses);
                if !used.is_empty() {
                    used.iter().for_each(|block| self.json_refused(block));
                    self.count(Rewritten::ProviderBlock);
                    let used: Vec<_> =
                        used.iter().map(|block| self.json_arguments_of(block)).collect();
                    let copy = self.json_copies(member, &used);
                    self.json_add(providers, Some(member), copy);
                    has_copies = true;
                }
            }
        }
        has_copies
    }

    /// Reports arguments that our provider does not accept.
    fn json_refused(&mut self, block: &Node) {
        for (name, accepted) in [("insecure", "false"), ("tag_policy_compliance", "\"disabled\"")] {
            let argument = block.member(name);
            let refused =
                argument.filter(|argument| &self.text[argument.node.range.clone()] != accepted);
            if let Some(refused) = refused {
                self.find(refused.key.start, refused_argument(name));
            }
        }
    }

    /// The blocks of a provider that something of ours uses.
    fn json_used<'b>(&self, member: &'b Member, uses: &BTreeSet<Provider>) -> Vec<&'b Node> {
        let is_used = |block: &&Node| {
            let alias = block.member("alias").and_then(|alias| alias.node.text());
            let reference =
                Reference { name: member.name.clone(), alias: alias.map(str::to_owned) };
            let provider = self.survey.provider(&reference);
            provider.is_some_and(|provider| {
                uses.contains(&provider) && !has_ours(self.survey, &provider, uses)
            })
        };
        member.node.elements().into_iter().filter(is_used).collect()
    }

    /// The members of a block of a provider that mean something here.
    fn json_arguments_of(&self, block: &Node) -> Vec<String> {
        block.members().iter().filter_map(|argument| self.json_argument_of(argument)).collect()
    }

    /// An argument or a block of a provider, as it is for ours.
    fn json_argument_of(&self, member: &Member) -> Option<String> {
        if let Some(known) = block_arguments(&member.name) {
            let blocks = member.node.elements().into_iter();
            let blocks: Option<Vec<_>> =
                blocks.map(|block| self.json_block_of(block, known)).collect();
            return Some(format!("\"{}\": {}", member.name, list(&blocks?)));
        }
        let value = &self.text[member.node.range.clone()];
        match member.name.as_str() {
            "insecure" if value != "false" => None,
            "tag_policy_compliance" if value != "\"disabled\"" => None,
            "shared_credentials_file" => Some(format!("\"shared_credentials_files\": [{value}]")),
            "insecure" | "tag_policy_compliance" => Some(self.json_source(member)),
            name => is_taken_over(name).then(|| self.json_source(member)),
        }
    }

    fn json_block_of(&self, block: &Node, known: &[&str]) -> Option<String> {
        let kept =
            block.members().iter().filter(|argument| known.contains(&argument.name.as_str()));
        let kept: Vec<_> = kept
            .map(|argument| match (argument.name.as_str(), argument.node.text()) {
                ("duration_seconds", None) => {
                    format!("\"duration\": \"{}s\"", &self.text[argument.node.range.clone()])
                }
                ("duration_seconds", Some(text)) => {
                    format!("\"duration\": {}", quoted(&format!("{text}s")))
                }
                _ => self.json_source(argument),
            })
            .collect();
        (!kept.is_empty()).then(|| format!("{{ {} }}", kept.join(", ")))
    }

    fn json_source(&self, member: &Member) -> String {
        self.text[member.key.start..member.node.range.end].to_owned()
    }

    fn json_copies(&self, member: &Member, used: &[Vec<String>]) -> String {
        let width = self.width(member.key.start);
        let indent = self.indent(width);
        if !self.text[member.node.range.clone()].starts_with('[') {
            return format!("\"{LOCAL_NAME}\": {}", object(&used[0], width));
        }
        let blocks: Vec<_> =
            used.iter().map(|block| format!("{indent}  {}", object(block, width + 2))).collect();
        format!("\"{LOCAL_NAME}\": [\n{}\n{indent}]", blocks.join(",\n"))
    }

    /// Adds our entries to what modules are handed; whether any were needed.
    pub(crate) fn json_hand_on(
        &mut self,
        map: &Node,
        inner: &Survey,
        needs: &BTreeSet<Provider>,
    ) -> bool {
        let mut added = false;
        for member in map.members() {
            let reference = Reference::parse(&member.name);
            let Some(provider) = inner.provider(&reference) else { continue };
            let ours = member.name.replacen(&reference.name, LOCAL_NAME, 1);
            let value = member.node.text().map(Reference::parse);
            let Some(value) = value.filter(|_| needs.contains(&provider)) else { continue };
            if map.member(&ours).is_none() {
                let text = member.node.text().unwrap_or_default();
                self.count(Rewritten::ProviderReference);
                let value = text.replacen(&value.name, LOCAL_NAME, 1);
                self.json_add(map, Some(member), format!("\"{ours}\": \"{value}\""));
                added = true;
            }
        }
        added
    }

    /// Adds the data source of a domain to the end of `data`.
    pub(crate) fn json_add_count(&mut self, root: &Node, name: &str, domain: &Node) {
        let (repeated, instance) = match () {
            () if domain.member("count").is_some() => (
                format!("\"count\": \"${{length(codeartifact_domain.{name})}}\", "),
                format!("codeartifact_domain.{name}[count.index]"),
            ),
            () if domain.member("for_each").is_some() => (
                format!("\"for_each\": \"${{codeartifact_domain.{name}}}\", "),
                "each.value".to_owned(),
            ),
            () => (String::new(), format!("codeartifact_domain.{name}")),
        };
        let provider = domain.member("provider").map(|provider| {
            let value = self.edits.slice(provider.node.range.clone()).to_text(self.text);
            format!("\"provider\": {value}, ")
        });
        let provider = provider.unwrap_or_default();
        let region =
            domain.member("region").map(|_| format!(", \"region\": \"${{{instance}.region}}\""));
        let region = region.unwrap_or_default();
        let entry = format!(
            "\"{name}\": {{ {repeated}{provider}\"domain\": \"${{{instance}.domain}}\"{region} }}"
        );
        self.json_add_data(root, &entry);
    }

    fn json_add_data(&mut self, root: &Node, entry: &str) {
        self.count(Rewritten::DataSource);
        let data = root.member("data");
        let kind = data.and_then(|data| data.node.member("codeartifact_domain"));
        if let Some(kind) = kind {
            return self.json_add(&kind.node, kind.node.members().last(), entry);
        }
        let Some(resource) = root.member("resource") else { return };
        let step = self.width(resource.key.start);
        let indents: [String; 3] = [1, 2, 3].map(|depth| self.indent(step * depth));
        let [one, two, three] = &indents;
        let kind = format!("\"codeartifact_domain\": {{\n{three}{entry}\n{two}}}");
        match data {
            Some(data) => self.json_add(&data.node, data.node.members().last(), kind),
            None => {
                let data = format!("\"data\": {{\n{two}{kind}\n{one}}}");
                self.json_add(root, Some(resource), data);
            }
        }
    }
}

/// One block as it is, and several as a list.
fn list(blocks: &[String]) -> String {
    match blocks {
        [block] => block.clone(),
        blocks => format!("[{}]", blocks.join(", ")),
    }
}

/// Members as an object, on one line if they fit.
fn object(members: &[String], width: usize) -> String {
    let line = format!("{{ {} }}", members.join(", "));
    if !line.contains('\n') && width + line.chars().count() <= MAXIMAL_WIDTH {
        return line;
    }
    let indent = " ".repeat(width);
    let members: Vec<_> = members.iter().map(|member| format!("{indent}  {member}")).collect();
    format!("{{\n{}\n{indent}}}", members.join(",\n"))
}
