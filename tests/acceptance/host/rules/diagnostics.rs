//! A diagnostic has a severity, a summary of one line, and a place that can be looked up.

use codeartifact::protocol::proto::Diagnostic;
use codeartifact::protocol::proto::diagnostic::Severity;

/// What is wrong with the diagnostics of an answer.
pub(in crate::host) fn diagnostics(all: &[Diagnostic]) -> Vec<String> {
    all.iter().flat_map(diagnostic).map(str::to_owned).collect()
}

fn diagnostic(it: &Diagnostic) -> impl Iterator<Item = &'static str> + use<> {
    let steps = it.attribute.iter().flat_map(|path| &path.steps);
    let is_lost = steps.into_iter().any(|step| step.selector.is_none());
    [
        (it.severity() == Severity::Invalid).then_some("it is neither an error nor a warning"),
        it.summary.is_empty().then_some("it has no summary"),
        it.summary.contains('\n').then_some("its summary has several lines"),
        is_lost.then_some("its place has a step that leads nowhere"),
    ]
    .into_iter()
    .flatten()
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
        let nowhere = AttributePath { steps: vec![Step { selector: None }] };
        check(Diagnostic { attribute: Some(nowhere), ..good() }, "leads nowhere");
    }
}
