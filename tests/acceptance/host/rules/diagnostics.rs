//! A diagnostic has a severity, a summary of one line, a place that can be looked up, and a detail
//! that says what, why, and then what to do.

use codeartifact::protocol::proto::Diagnostic;
use codeartifact::protocol::proto::diagnostic::Severity;

use crate::support::order;

/// What is wrong with the diagnostics of an answer.
pub(in crate::host) fn diagnostics(all: &[Diagnostic]) -> Vec<String> {
    let of_one = |it: &Diagnostic| diagnostic(it).map(str::to_owned).chain(disorder(it));
    all.iter().flat_map(of_one).collect()
}

fn diagnostic(it: &Diagnostic) -> impl Iterator<Item = &'static str> + use<> {
    let steps = it.attribute.iter().flat_map(|path| &path.steps);
    let is_lost = steps.into_iter().any(|step| step.selector.is_none());
    [
        (it.severity() == Severity::Invalid).then_some("it is neither an error nor a warning"),
        it.summary.is_empty().then_some("it has no summary"),
        it.summary.contains('\n').then_some("its summary has several lines"),
        (it.summary.chars().count() > 80).then_some("its summary has more than 80 characters"),
        it.detail.contains("(os error").then_some("its detail has the number of an error"),
        loses_its_colon(it).then_some("its detail does not say what its argument must be"),
        is_lost.then_some("its place has a step that leads nowhere"),
    ]
    .into_iter()
    .flatten()
}

/// What is in the wrong place in the detail, or missing.
fn disorder(it: &Diagnostic) -> Option<String> {
    let detail = &it.detail;
    match order::misplaced(detail) {
        Some(misplaced) => Some(format!("{misplaced:?} is in the wrong place: {detail}")),
        None => leaves_alone(it).then(|| format!("its detail does not say what to do: {detail}")),
    }
}

/// Whether an error neither says what to do nor points at the argument to change, by its place or,
/// since a variable may have set it too, by its name.
fn leaves_alone(it: &Diagnostic) -> bool {
    let has_place = it.attribute.as_ref().is_some_and(|path| !path.steps.is_empty());
    let points = has_place || it.detail.starts_with('`');
    it.severity() == Severity::Error && !points && !order::says_what_to_do(&it.detail)
}

/// Whether the detail has an argument, and then not what that must or must not be.
fn loses_its_colon(it: &Diagnostic) -> bool {
    let argument = it.summary.strip_prefix("Invalid value for ").unwrap_or("\n");
    let rest = it.detail.strip_prefix(argument).and_then(|rest| rest.strip_prefix(' '));
    rest.is_some_and(|rest| {
        let word = rest.split(' ').next().unwrap_or_default();
        !["can", "cannot", "has", "is", "must", "needs", "requires", "sets"].contains(&word)
    })
}

#[cfg(test)]
mod tests {
    use codeartifact::protocol::proto::AttributePath;
    use codeartifact::protocol::proto::attribute_path::Step;

    use super::*;
    use crate::host::rules::sample;

    fn check(it: Diagnostic, says: &str) {
        sample::expect(&diagnostics(&[it]), says);
    }

    #[test]
    fn a_diagnostic_is_whole() {
        let good = || Diagnostic {
            severity: Severity::Warning.into(),
            summary: "Something".to_owned(),
            ..Default::default()
        };
        check(good(), "");
        check(Diagnostic { severity: 0, ..good() }, "neither an error nor a warning");
        check(Diagnostic { summary: String::new(), ..good() }, "no summary");
        check(Diagnostic { summary: "a\nb".to_owned(), ..good() }, "several lines");
        check(Diagnostic { summary: "a".repeat(81), ..good() }, "more than 80");
        check(Diagnostic { detail: "no (os error 2)".to_owned(), ..good() }, "number of an error");
        let about = |detail: &str| Diagnostic {
            summary: "Invalid value for `a`".to_owned(),
            detail: detail.to_owned(),
            ..good()
        };
        check(about("`a` must be set."), "");
        check(about("`a` a tag must"), "what its argument must be");
        let error = |detail: &str| Diagnostic {
            severity: Severity::Error.into(),
            detail: detail.to_owned(),
            ..good()
        };
        check(error("It is missing. Set it."), "");
        check(error("Set it. It is missing."), "\"Set it\" is in the wrong place");
        check(error("It is missing."), "does not say what to do");
        let there = AttributePath { steps: vec![Step { selector: None }] };
        check(Diagnostic { attribute: Some(there), ..error("It is missing.") }, "leads nowhere");
        let nowhere = AttributePath { steps: vec![Step { selector: None }] };
        check(Diagnostic { attribute: Some(nowhere), ..good() }, "leads nowhere");
    }
}
