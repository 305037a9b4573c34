//! What rules say, as sentences.

use crate::framework::{
    path::Path,
    schema::{Attribute, Type},
    validate::Rule,
    value::Value,
};

/// The section about the rules across attributes; empty where there are none.
pub(super) fn section(rules: &[Rule]) -> String {
    if rules.is_empty() {
        return String::new();
    }
    let items: String = rules
        .iter()
        .map(|rule| format!("- {}\n", sentence(rule)))
        .collect();
    format!("## Rules\n\n{items}\n")
}

fn sentence(rule: &Rule) -> String {
    match rule {
        Rule::Conflicts(names) => format!("At most one of {} may be set.", any_of(names, "and")),
        Rule::Holds { doc, .. } => (*doc).to_owned(),
    }
}

/// What the rules and the type of one attribute add to its description.
pub(super) fn sentences(attribute: &Attribute) -> Vec<String> {
    let rules = attribute.rules;
    let subject = match attribute.ty {
        Type::List(_) | Type::Set(_) | Type::Map(_) => "Each must be",
        _ => "Must be",
    };
    let pattern = rules
        .pattern
        .map(|pattern| format!("{subject} {}.", pattern.says));
    let bounds = |bounds: Option<(usize, usize)>, what| {
        bounds.map(|(least, most)| match least {
            0 => format!("At most {most} {what}."),
            _ => format!("{least} to {most} {what}."),
        })
    };
    let replaces = rules
        .replaces
        .then(|| "Changing it replaces the resource.".to_owned());
    [
        choices(attribute),
        pattern,
        bounds(rules.length, "characters"),
        bounds(rules.items, "elements"),
        replaces,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The fixed texts that the type allows. A type names them when it refuses another text, and the
/// empty text is none of them.
fn choices(attribute: &Attribute) -> Option<String> {
    let none = Value::String(String::new());
    let (none, subject) = match attribute.ty {
        Type::String => (none, "One of"),
        Type::List(Type::String) => (Value::List(vec![none]), "Each is one of"),
        _ => return None,
    };
    let mut report = Vec::new();
    (attribute.check)(&none, &Path::ROOT, &mut report);
    let cause = report.pop()?.cause;
    let choices = cause
        .strip_prefix("must be one of ")?
        .strip_suffix(", got \"\"")?;
    let choices: Vec<_> = choices
        .split(", ")
        .map(|choice| choice.trim_matches('"'))
        .collect();
    Some(format!("{subject} {}.", any_of(&choices, "or")))
}

/// Names in a sentence: `a`, `b` or `c`.
fn any_of(names: &[&str], last: &str) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((end, first)) if !first.is_empty() => format!("{} {last} {end}", first.join(", ")),
        _ => quoted.concat(),
    }
}
