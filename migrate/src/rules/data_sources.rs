//! Data sources of hashicorp/awscc, which read by an ARN.

use hcl_edit::expr::Expression;
use hcl_edit::structure::{Attribute, Block};

use crate::rules::references::Rewriter;
use crate::rules::scope::Ours;
use crate::syntax::expressions::{argument, attribute, literal, span};
use crate::syntax::pieces::Pieces;

/// The arguments of a data source, and the members of an ARN that they are.
fn names(kind: &str) -> &'static [(&'static str, &'static str)] {
    match kind {
        "codeartifact_domain" => &[("domain", "domain")],
        "codeartifact_repository" => &[("domain", "domain"), ("repository", "repository")],
        "codeartifact_package_group" => &[("domain", "domain"), ("pattern", "pattern")],
        _ => &[],
    }
}

impl Rewriter<'_> {
    pub(crate) fn data_source(&mut self, block: &Block, ours: &Ours<'_>) {
        let names = names(ours.kind);
        let Some(id) = argument(&block.body, "id").filter(|_| !names.is_empty()) else { return };
        let arguments = match literal(&id.value) {
            Some(arn) => of_arn(arn, names),
            None => self.of_resource(&id.value, names).or_else(|| Some(self.parsed(id, names))),
        };
        match arguments {
            Some(arguments) => self.put_arguments(id, arguments),
            None => self.find(
                span(id).start,
                "`id` is not an ARN of CodeArtifact. Write the names instead.",
            ),
        }
    }

    /// The arguments in the place of `id`, with its comment behind the first of them.
    fn put_arguments(&mut self, id: &Attribute, arguments: Vec<(&str, Pieces)>) {
        let indent = self.indent(self.width(span(id).start));
        let mut arguments = arguments.into_iter();
        if let Some((name, value)) = arguments.next() {
            self.edits.rename(span(&id.key), name);
            self.edits.replace(span(&id.value), value);
        }
        let end = crate::syntax::lines::line_end(self.text, span(id).end);
        for (name, value) in arguments {
            self.edits.insert(end, Pieces::from(format!("\n{indent}{name} = ")).then(value));
        }
    }

    /// The names of a resource whose ARN it was.
    fn of_resource(
        &self,
        id: &Expression,
        names: &'static [(&str, &str)],
    ) -> Option<Vec<(&'static str, Pieces)>> {
        let Expression::Traversal(traversal) = id else { return None };
        let (subject, used) = self.subject(&traversal.expr, &traversal.operators)?;
        let last = traversal.operators.get(used).and_then(|last| attribute(last));
        let is_arn = matches!(last, Some("id" | "arn")) && used + 1 == traversal.operators.len();
        if !is_arn || subject.is_data {
            return None;
        }
        let resource = span(traversal).start..span(&traversal.operators[used]).start;
        let value = |member: &str| self.edits.slice(resource.clone()).text(format!(".{member}"));
        Some(names.iter().map(|(name, member)| (*name, value(member))).collect())
    }

    fn parsed(
        &self,
        id: &Attribute,
        names: &'static [(&str, &str)],
    ) -> Vec<(&'static str, Pieces)> {
        let value = |member: &str| {
            let arn = self.edits.slice(span(&id.value));
            Pieces::from("provider::codeartifact::arn_parse(").then(arn).text(format!(").{member}"))
        };
        let place = [("domain_owner", "account"), ("region", "region")];
        names.iter().chain(&place).map(|(name, member)| (*name, value(member))).collect()
    }
}

/// The arguments that a written ARN stands for.
fn of_arn(arn: &str, names: &'static [(&str, &str)]) -> Option<Vec<(&'static str, Pieces)>> {
    let parts: Vec<_> = arn.splitn(6, ':').collect();
    let [_, _, "codeartifact", region, account, resource] = parts[..] else { return None };
    let (_, path) = resource.split_once('/')?;
    let path: Vec<_> = match names {
        [_] => vec![path.to_owned()],
        [_, (_, "pattern")] => {
            let (domain, pattern) = path.split_once('/')?;
            vec![domain.to_owned(), format!("/{}", decoded(pattern))]
        }
        _ => path.split('/').map(str::to_owned).collect(),
    };
    let quoted = |text: &str| Pieces::from(format!("\"{text}\""));
    let mut arguments: Vec<_> =
        names.iter().zip(&path).map(|((name, _), value)| (*name, quoted(value))).collect();
    arguments.push(("domain_owner", quoted(account)));
    arguments.push(("region", quoted(region)));
    (names.len() == path.len()).then_some(arguments)
}

/// A pattern without the escapes that it has in an ARN.
fn decoded(pattern: &str) -> String {
    let mut escapes = pattern.split('%');
    let mut decoded = escapes.next().unwrap_or_default().to_owned();
    for escape in escapes {
        let code = escape.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok());
        match code.filter(u8::is_ascii) {
            Some(code) => decoded = decoded + &char::from(code).to_string() + &escape[2..],
            None => decoded = decoded + "%" + escape,
        }
    }
    decoded
}
