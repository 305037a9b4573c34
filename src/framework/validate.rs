//! Validation of what a user wrote. Only known values are judged; nothing here calls the service.

use std::borrow::Cow;

use super::attribute::{Attribute, Mode, Pattern};
use super::diagnostic::Error;
use super::path::{Path, Step};
use super::value::Value;

/// A rule about several attributes of one object. It is printed in the documentation too.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// At most one of the attributes may be set.
    Conflicts(&'static [&'static str]),
    /// Anything else, with the sentence that the documentation shows.
    Holds {
        /// What holds, as a sentence.
        doc: &'static str,
        /// Reports every place where it does not; sees the whole configuration, unknowns included.
        check: fn(&Value, &mut Vec<Error>),
    },
}

impl Rule {
    /// Reports where a configuration breaks the rule.
    pub fn check(&self, config: &Value, report: &mut Vec<Error>) {
        match self {
            Self::Conflicts(names) => conflicts(names, config, report),
            Self::Holds { check, .. } => check(config, report),
        }
    }
}

fn conflicts(names: &[&str], config: &Value, report: &mut Vec<Error>) {
    let is_set = |name: &&&str| {
        let value = config.get(name);
        !value.is_empty() && *value != Value::Unknown
    };
    let mut set = names.iter().filter(is_set);
    let Some(first) = set.next() else { return };
    let cause = format!("cannot be set together with `{first}`; remove one of the two");
    report.extend(set.map(|name| Error::at(name, cause.clone())));
}

/// All that is wrong with a configuration: what `check` finds in its parts, and the broken `rules`.
/// What has a wrong form is as good as unknown to a rule, so that no fault follows from another one.
pub(crate) fn faults(
    check: fn(&Value, &Path, &mut Vec<Error>),
    rules: &[Rule],
    config: &Value,
) -> Vec<Error> {
    let mut report = Vec::new();
    check(config, &Path::ROOT, &mut report);
    let well_formed = well_formed(config, &report);
    for rule in rules {
        let judged = match rule {
            Rule::Conflicts(_) => config,
            Rule::Holds { .. } => &well_formed,
        };
        rule.check(judged, &mut report);
    }
    report
}

/// A configuration without what is at fault in it, which is unknown then.
pub(crate) fn well_formed<'a>(config: &'a Value, faults: &[Error]) -> Cow<'a, Value> {
    let mut rest = Cow::Borrowed(config);
    for fault in faults {
        forget(rest.to_mut(), fault.path.steps());
    }
    rest
}

/// Makes a part unknown. A collection at fault still has its elements.
fn forget(value: &mut Value, path: &[Step]) {
    match (path, value) {
        ([], Value::List(_) | Value::Map(_)) => {}
        ([], value) => *value = Value::Unknown,
        ([Step::Attribute(name) | Step::Key(name), rest @ ..], Value::Map(members)) => {
            forget(members.entry(name.clone()).or_default(), rest);
        }
        ([Step::Index(index), rest @ ..], Value::List(elements)) => {
            elements.get_mut(*index).into_iter().for_each(|element| forget(element, rest));
        }
        _ => {}
    }
}

/// Reports what is wrong with the attributes of an object at `at`.
pub(crate) fn object(attributes: &[Attribute], value: &Value, at: &Path, report: &mut Vec<Error>) {
    for attribute in attributes {
        let at = at.then(Step::Attribute(attribute.name.to_owned()));
        check(attribute, value.get(attribute.name), &at, report);
    }
}

/// Reports what is wrong with the texts of an object that no configuration has.
pub(crate) fn texts(attributes: &[Attribute], value: &Value, report: &mut Vec<Error>) {
    for attribute in attributes.iter().filter(|it| value.get(it.name).as_str().is_some()) {
        rules(attribute, value.get(attribute.name), &Path::attribute(attribute.name), report);
    }
}

fn check(attribute: &Attribute, value: &Value, at: &Path, report: &mut Vec<Error>) {
    match value {
        Value::Unknown => {}
        given if attribute.mode == Mode::Computed && !given.is_null() => {
            report.push(Error {
                cause: "is set by CodeArtifact and cannot be configured".into(),
                path: at.clone(),
            });
        }
        Value::Null if attribute.mode == Mode::Required => {
            report.push(Error { cause: "must be set".into(), path: at.clone() });
        }
        left_out if attribute.is_left_out(left_out) => {}
        known => {
            rules(attribute, known, at, report);
            (attribute.check)(known, at, report);
        }
    }
}

fn rules(attribute: &Attribute, value: &Value, at: &Path, report: &mut Vec<Error>) {
    let mut fault = |cause: Option<String>, at: &Path| {
        report.extend(cause.map(|cause| Error { cause, path: at.clone() }));
    };
    let rules = attribute.rules;
    match value {
        Value::String(text) => {
            fault(rules.pattern.and_then(|pattern| mismatch(pattern, text)), at);
            fault(outside(rules.length, text.chars().count(), "characters"), at);
        }
        Value::Map(elements) => fault(outside(rules.items, elements.len(), "elements"), at),
        Value::List(elements) => {
            fault(outside(rules.items, elements.len(), "elements"), at);
            for (index, text) in elements.iter().enumerate() {
                let wrong =
                    rules.pattern.zip(text.as_str()).and_then(|(p, text)| mismatch(p, text));
                fault(wrong, &at.then(Step::Index(index)));
            }
        }
        _ => {}
    }
}

fn mismatch(pattern: Pattern, text: &str) -> Option<String> {
    let whole = format!("^(?:{})$", pattern.regex);
    let regex = regex_lite::Regex::new(&whole).expect("the patterns of the schemas are tested");
    (!regex.is_match(text)).then(|| format!("must be {}, got {text:?}", pattern.says))
}

fn outside(bounds: Option<(usize, usize)>, count: usize, what: &str) -> Option<String> {
    let (least, most) = bounds?;
    if count > most {
        return Some(format!("must have at most {most} {what}, got {count}"));
    }
    (count < least).then(|| format!("must have at least {least} {what}, got {count}"))
}

/// The error for a text that is none of the `choices`.
pub(crate) fn not_among(text: &str, choices: &[&str]) -> Error {
    let choices: Vec<_> = choices.iter().map(|choice| format!("{choice:?}")).collect();
    Error::new(format!("must be one of {}, got {text:?}", choices.join(", ")))
}
